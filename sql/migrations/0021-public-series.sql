-- The bases that each series on children publishes, chosen before its first release: it holds for ever.
-- `bases` joins them by commas; none: the series is for officers. `why` is the rule's reason and may hold a small count.

create table public_series (
  area_code text not null,
  measure text not null,
  breakdown text not null,
  bases text not null,
  chosen_by text not null check (chosen_by in ('rule', 'council')),
  why text not null,
  release_id text not null references release (release_id),
  primary key (area_code, measure, breakdown)
) strict;
