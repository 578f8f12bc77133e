-- derive_notices: writes the rows derived from notices.
-- in   :rows JSON array of {id, ocid, stage, deadline, publishedDate, byDeadline,
--      byPublishedDateDesc, step, stale, suitsSME}; :links of {id, role, target}; :cpv of {id, cpv}
INSERT OR REPLACE INTO notice (id, ocid, stage, deadline, published_date, by_deadline, by_published_date_desc, step, stale_date, suits_sme)
SELECT value ->> 'id', value ->> 'ocid', value ->> 'stage', value ->> 'deadline', value ->> 'publishedDate',
  value ->> 'byDeadline', value ->> 'byPublishedDateDesc', value ->> 'step', value ->> 'stale', value ->> 'suitsSME'
FROM jsonb_each(:rows);

DELETE FROM notice_link WHERE notice_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT OR IGNORE INTO notice_link (notice_id, role, target_id, by_deadline, by_published_date_desc)
SELECT n.id, l.value ->> 'role', l.value ->> 'target', n.by_deadline, n.by_published_date_desc
FROM jsonb_each(:links) AS l
CROSS JOIN notice AS n ON n.id = l.value ->> 'id';

DELETE FROM notice_cpv WHERE notice_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO notice_cpv (notice_id, cpv)
SELECT value ->> 'id', value ->> 'cpv'
FROM jsonb_each(:cpv);
