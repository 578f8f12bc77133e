package shape

import "boroughgraph/estate"

// ContractParty is a party with the contract that it is in.
type ContractParty struct {
	estate.ContractParty
	Contract *estate.Contract
	i        int
}

// PartiesOf are the parties of a contract, in its order.
func PartiesOf(c *estate.Contract) []*ContractParty {
	parties := make([]*ContractParty, len(c.Parties))
	for i, p := range c.Parties {
		parties[i] = &ContractParty{ContractParty: p, Contract: c, i: i}
	}
	return parties
}

// Share is the stated part of the value; nil where none is stated.
func (p *ContractParty) Share() *estate.Money { return p.money(p.SharePence) }

// Allocation says how the party's part is known.
func (p *ContractParty) Allocation() estate.Allocation {
	a, _ := p.Contract.Part(p.i)
	return a
}

// Part is the party's part of the value; nil where it is not known.
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

// ContractSupplier is a supplier in a contract, with that contract.
type ContractSupplier struct {
	estate.ContractSupplier
	Contract *estate.Contract
}

// SuppliersOf are the suppliers of a contract in its order; nil where they are unknown.
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

// ExtensionsOn are a contract's options with their states as of a day; nil where they are unknown.
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
