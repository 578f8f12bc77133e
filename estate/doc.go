// Package estate is the domain: the technology estate of London's boroughs.
//
// It holds the nouns (Borough, Service, System, Deployment, Supplier, Contract, Framework, Notice
// and the Evidence behind each), the Store interface that every database implements, and the rules
// that turn facts into answers, as plain functions: terms, exit points, group membership, annual
// values, sort keys and name folding. It imports no other package of the project, and knows no
// database, GraphQL or HTTP. All other packages import it.
//
// "RULES 2" in comments is section 2 of docs/rules.md.
//
// Start with contract.go for the noun that most questions are about. Then read term.go and exit.go
// for the rules about it, and store.go for what a Store promises.
package estate
