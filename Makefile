.PHONY: help run test conformance generate lint schema-diff bench licences sbom vulnerabilities check

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: ## serve the bundled data on the embedded store, with the playground
	go run .

test: ## run every test; what needs more than Go is skipped loudly where it is missing
	go test ./...

conformance: ## run the one suite on both stores
	go test -count=1 ./sqlite ./cypher

generate: ## write generated code and schema.graphql anew
	go generate ./...

lint: ## run the linters, each for a reason (.golangci.yml)
	go -C tools build -o ../.bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	.bin/golangci-lint run ./...

schema-diff: ## show how schema.graphql differs from the last commit's
	git diff --exit-code HEAD -- schema.graphql

bench: ## time the operations at 3,000 and 100,000 contracts on both stores (docs/performance.md)
	go test -run '^$$' -bench . -benchtime 20x -timeout 3h ./bench

licences: ## write docs/licences.md, and fail if a licence is not allowed
	go -C tools run ./licences > docs/licences.md

sbom: ## write sbom.json (CycloneDX): the modules that the program is built from
	go build -o .bin/boroughgraph .
	go -C tools run github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod bin -json -std -noserial -output ../sbom.json ../.bin/boroughgraph

vulnerabilities: ## ask the Go vulnerability database; needs the network
	bash .ci/vulnerabilities

check: ## exactly what CI runs
	bash .ci/run
