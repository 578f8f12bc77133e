-- derive_services: writes the rows derived from services.
-- in   :rows JSON array of {id, area, byArea}; area null for an area
INSERT OR REPLACE INTO service (id, area_id, by_area)
SELECT value ->> 'id', value ->> 'area', value ->> 'byArea'
FROM jsonb_each(:rows);
