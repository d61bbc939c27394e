-- Which measures an action answers, as its sender names them: by code or title, parted by semicolons.
alter table actions__action add column measure text;
