-- common_vat(@pence, @vat): the VAT of a sum: that of all its amounts, MIXED where they differ,
-- UNKNOWN where none is known.
CASE count(DISTINCT @vat) FILTER (WHERE @pence IS NOT NULL)
  WHEN 0 THEN 'UNKNOWN'
  WHEN 1 THEN min(@vat) FILTER (WHERE @pence IS NOT NULL)
  ELSE 'MIXED'
END
