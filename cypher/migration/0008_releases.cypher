// 0008_releases: an index for the kept releases of a contracting process, and one for their ids.

CREATE INDEX release_by_id IF NOT EXISTS FOR (n:Release) ON (n.id);
CREATE INDEX release_by_ocid IF NOT EXISTS FOR (n:Release) ON (n.ocid);
