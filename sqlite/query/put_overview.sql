-- put_overview: writes a bucket.
-- in   :bucket; :version; :content
INSERT OR REPLACE INTO overview (bucket, version, content) VALUES (:bucket, :version, :content);
