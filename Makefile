.PHONY: help run test conformance generate lint schema-diff bench check

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

check: ## exactly what CI runs
	bash .ci/run
