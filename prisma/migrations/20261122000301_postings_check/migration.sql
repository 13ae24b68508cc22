-- Whether a posting's key is one of those that related_keys_of gives for these sets: by arithmetic, so that every posting can be looked at.
create function related_key_is_of(p_k bigint, p_own int[], p_inherited int[]) returns boolean
language sql immutable parallel safe as $$
  select case
    when p_k & 4398046511103 = 0 then (p_k >> 42) = any (p_own || p_inherited)
    else (p_k >> 42) = any (p_own[1:8]) and ((p_k >> 21) & 2097151) = any (p_own[1:8]) and (p_k >> 42) < ((p_k >> 21) & 2097151)
      and (p_k & 2097151 = 0 or ((p_k & 2097151) = any (p_own[1:8]) and ((p_k >> 21) & 2097151) < (p_k & 2097151))) end
$$;
