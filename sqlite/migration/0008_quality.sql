-- 0008_quality: what nobody states of contracts and deployments, as JSON arrays of the names of fields.

ALTER TABLE contract ADD COLUMN unknown_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE deployment ADD COLUMN unknown_fields TEXT NOT NULL DEFAULT '[]';
