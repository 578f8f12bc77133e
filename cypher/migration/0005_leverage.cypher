// 0005_leverage: how leverage was lost with contracts.

CREATE INDEX leverage_by_kind IF NOT EXISTS FOR (n:Leverage) ON (n.byKind);
