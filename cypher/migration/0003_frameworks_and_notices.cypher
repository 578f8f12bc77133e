// 0003_frameworks_and_notices: what names frameworks and notices is unique; what lists of them are ordered and found by is indexed.
// Each statement may be run again.

CREATE CONSTRAINT framework_id IF NOT EXISTS FOR (n:Framework) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT notice_id IF NOT EXISTS FOR (n:Notice) REQUIRE n.id IS UNIQUE;

CREATE INDEX framework_by_name IF NOT EXISTS FOR (n:Framework) ON (n.byName);
CREATE INDEX framework_code IF NOT EXISTS FOR (n:Framework) ON (n.code);
CREATE INDEX notice_by_deadline IF NOT EXISTS FOR (n:Notice) ON (n.byDeadline);
CREATE INDEX notice_by_published_date_desc IF NOT EXISTS FOR (n:Notice) ON (n.byPublishedDateDesc);
CREATE INDEX notice_ocid IF NOT EXISTS FOR (n:Notice) ON (n.ocid);
