-- 0008_quality: the unknown fields of contracts and deployments, as JSON arrays of names.

ALTER TABLE contract ADD COLUMN unknown_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE deployment ADD COLUMN unknown_fields TEXT NOT NULL DEFAULT '[]';
