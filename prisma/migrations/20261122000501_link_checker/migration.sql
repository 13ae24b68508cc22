-- Which live story holds which link, how long a link has been what it is, who asked to be left alone, and the run.
ALTER TABLE "link_check" ADD COLUMN "since" TIMESTAMPTZ(3);

CREATE TABLE "link_use" (
    "article_number" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "link_use_pkey" PRIMARY KEY ("article_number","place","url")
);

CREATE TABLE "link_host" (
    "host" TEXT NOT NULL,
    "wait_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_host_pkey" PRIMARY KEY ("host")
);

CREATE TABLE "link_run" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "holder" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "step_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "started_by" TEXT NOT NULL DEFAULT '',
    "due" INTEGER NOT NULL DEFAULT 0,
    "checked" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "link_run_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "link_use_url_idx" ON "link_use"("url");

insert into link_run (id) values (1);
alter table link_run add constraint link_run_one_row check (id = 1);

-- The links of the live stories with these numbers that can be checked: not mail, telephone, or a place on the same page.
create function story_links(p_first int, p_last int) returns table (article_number int, place text, url text)
language sql stable as $$
  select distinct p.number, 'text', m.href
  from published_article p
  cross join lateral jsonb_path_query(p.body, 'lax $.**.marks[*] ? (@.type == "link").attrs.href') as found(value)
  cross join lateral (select found.value #>> '{}' as href) m
  where p.number between p_first and p_last and m.href ~ '^(https?://|/)'
  union
  select p.number, 'source', p.source_url from published_article p
  where p.number between p_first and p_last and p.source_url is not null
  union
  select l.article_number, 'related', l.url
  from published_external_link l join published_article p on p.number = l.article_number
  where l.article_number between p_first and p_last and (l.expires_at is null or l.expires_at > now())
$$;
