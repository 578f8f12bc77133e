-- 0010_open_opportunities: what decides whether a notice is open as of a day. The rebuild that
-- follows every migration fills it.
ALTER TABLE notice ADD COLUMN step INTEGER NOT NULL DEFAULT 0;  -- how far the purchase has come; 0 is not known
ALTER TABLE notice ADD COLUMN stale_date TEXT NOT NULL DEFAULT ''; -- the first day on which it is old evidence where no deadline is known
ALTER TABLE notice ADD COLUMN suits_sme INTEGER;                -- NULL if unknown
