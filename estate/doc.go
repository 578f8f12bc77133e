// Package estate is the domain: the technology estate of London's boroughs.
//
// It holds the nouns (Borough, Service, System, Deployment, Supplier, Contract,
// Framework, Notice and the Evidence behind each), the rules that turn facts into answers (terms,
// exit points, group membership, annual values, sort keys, name folding) as
// plain functions, and the Store interface that every database implements.
// It imports no other package of the project and knows no database, no GraphQL
// and no HTTP: everything else imports it.
//
// "RULES 2" in comments is section 2 of docs/rules.md.
//
// Start with contract.go for the noun most questions are about, term.go and
// exit.go for what the rules make of it, and store.go for what a Store promises.
package estate
