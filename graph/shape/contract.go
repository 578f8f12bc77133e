package shape

import "boroughgraph/estate"

// ContractParty is a party and its contract.
type ContractParty struct {
	estate.ContractParty
	Contract *estate.Contract
	i        int
}

// PartiesOf returns the parties of a contract, in the contract's order.
func PartiesOf(c *estate.Contract) []*ContractParty {
	parties := make([]*ContractParty, len(c.Parties))
	for i, p := range c.Parties {
		parties[i] = &ContractParty{ContractParty: p, Contract: c, i: i}
	}
	return parties
}

// Share returns the stated part of the value, or nil if none is stated.
func (p *ContractParty) Share() *estate.Money { return p.money(p.SharePence) }

// Allocation returns how the party's part is known.
func (p *ContractParty) Allocation() estate.Allocation {
	a, _ := p.Contract.Part(p.i)
	return a
}

// Part returns the party's part of the value, or nil if it is not known.
func (p *ContractParty) Part() *estate.Money {
	_, pence := p.Contract.Part(p.i)
	return p.money(pence)
}

func (p *ContractParty) money(pence *int64) *estate.Money {
	switch {
	case pence == nil:
		return nil
	case p.Contract.Value == nil:
		return &estate.Money{Pence: *pence, VAT: estate.VATUnknown}
	}
	return &estate.Money{Pence: *pence, VAT: p.Contract.Value.VAT}
}

// ContractSupplier is a supplier and its contract.
type ContractSupplier struct {
	estate.ContractSupplier
	Contract *estate.Contract
}

// SuppliersOf returns the suppliers of a contract in the contract's order, or nil if unknown.
func SuppliersOf(c *estate.Contract) []*ContractSupplier {
	if c.Suppliers == nil {
		return nil
	}
	suppliers := make([]*ContractSupplier, len(c.Suppliers))
	for i, s := range c.Suppliers {
		suppliers[i] = &ContractSupplier{ContractSupplier: s, Contract: c}
	}
	return suppliers
}

// ExtensionsOn returns a contract's options with their states on a day, or nil if unknown.
func ExtensionsOn(c *estate.Contract, day estate.Date) []*estate.Extension {
	on := c.ExtensionsOn(day)
	if on == nil {
		return nil
	}
	options := make([]*estate.Extension, len(on))
	for i := range on {
		options[i] = &on[i]
	}
	return options
}
