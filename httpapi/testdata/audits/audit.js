// Runs every audit of GraphQL over HTTP against the address given and prints what
// each found, one JSON object a line: id, name and status "ok", "notice", "warn" or "error".
const { auditServer } = require('graphql-http');

auditServer({ url: process.argv[2] }).then((results) => {
  for (const { id, name, status, reason } of results) {
    console.log(JSON.stringify({ id, name, status, reason }));
  }
});
