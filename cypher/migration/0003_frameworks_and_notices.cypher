// 0003_frameworks_and_notices: what frameworks and notices, and lists of them, are found and ordered by is indexed. Their ids are
// held apart as 0002_batches says. Each statement may be run again.

CREATE INDEX framework_by_id IF NOT EXISTS FOR (n:Framework) ON (n.id);
CREATE INDEX notice_by_id IF NOT EXISTS FOR (n:Notice) ON (n.id);

CREATE INDEX framework_by_name IF NOT EXISTS FOR (n:Framework) ON (n.byName);
CREATE INDEX framework_code IF NOT EXISTS FOR (n:Framework) ON (n.code);
CREATE INDEX notice_by_deadline IF NOT EXISTS FOR (n:Notice) ON (n.byDeadline);
CREATE INDEX notice_by_published_date_desc IF NOT EXISTS FOR (n:Notice) ON (n.byPublishedDateDesc);
CREATE INDEX notice_ocid IF NOT EXISTS FOR (n:Notice) ON (n.ocid);
