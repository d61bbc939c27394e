-- The full postcode of a placement as a keyed pseudonym: two placements at one address are told, and no address is kept.
alter table ssda903__episode add column placement_postcode text; -- null where it was sent without, or loaded before there was this column
