// 0003_frameworks_and_notices: indexes for frameworks, notices and the orders of their lists.
// 0002_batches says why their ids have no constraint. Each statement may be run again.

CREATE INDEX framework_by_id IF NOT EXISTS FOR (n:Framework) ON (n.id);
CREATE INDEX notice_by_id IF NOT EXISTS FOR (n:Notice) ON (n.id);

CREATE INDEX framework_by_name IF NOT EXISTS FOR (n:Framework) ON (n.byName);
CREATE INDEX framework_code IF NOT EXISTS FOR (n:Framework) ON (n.code);
CREATE INDEX notice_by_deadline IF NOT EXISTS FOR (n:Notice) ON (n.byDeadline);
CREATE INDEX notice_by_published_date_desc IF NOT EXISTS FOR (n:Notice) ON (n.byPublishedDateDesc);
CREATE INDEX notice_ocid IF NOT EXISTS FOR (n:Notice) ON (n.ocid);
