// 0005_leverage: where leverage was lost with a contract.

CREATE INDEX leverage_by_kind IF NOT EXISTS FOR (n:Leverage) ON (n.byKind);
