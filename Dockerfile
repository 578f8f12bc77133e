# The server as an image: one static binary, without a shell, run by a user who owns nothing.
#
#   docker build -t boroughgraph .
#   docker run --rm --read-only -p 127.0.0.1:8080:8080 -e BOROUGHGRAPH_HOSTS=localhost,127.0.0.1 \
#     -v boroughgraph:/data boroughgraph
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/boroughgraph . && mkdir -p /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/boroughgraph /boroughgraph
# A new volume takes the owner of the folder it is laid over.
COPY --from=build --chown=nonroot:nonroot /out/data /data
VOLUME /data
ENV BOROUGHGRAPH_LISTEN=0.0.0.0:8080 BOROUGHGRAPH_STORE=sqlite:/data/estate.db
EXPOSE 8080
USER nonroot:nonroot
ENTRYPOINT ["/boroughgraph"]
