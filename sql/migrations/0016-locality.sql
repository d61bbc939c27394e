-- Where the returns give a locality: a school's parliamentary constituency, and the part of the area that officers' own figures are of.
alter table ofsted_schools__school add column constituency text; -- in lower case with dashes
alter table indicators__figure add column locality text;         -- likewise; null for the whole council
