-- Filing many stories at once. Compiling these statements takes longer than running them.
alter function related_rederive(int[]) set jit = off;
alter function related_pool(int[], int[], int, int[], timestamptz, int) set jit = off;
-- Room on the page, so that a changed relating set is an update in place that leaves the full-text index alone.
alter table published_article set (fillfactor = 75);
