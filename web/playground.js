// The playground: GraphiQL with one tab for each example question and the schema's
// documentation beside them. It fetches nothing from other sites.
'use strict';

(async () => {
  const place = document.getElementById('graphiql');
  let examples;
  try {
    const response = await fetch('/playground/examples.json');
    if (!response.ok) throw new Error(response.statusText);
    examples = await response.json();
  } catch (error) {
    place.textContent = 'The examples could not be loaded (' + error.message + '): reload the page.';
    return;
  }

  // GraphiQL keeps the tabs as they were left; only a first visit gets the examples.
  document.getElementById('restore').addEventListener('click', () => {
    if (!window.confirm('Put the example questions back in place of your tabs?')) return;
    Object.keys(localStorage).filter((key) => key.startsWith('graphiql:')).forEach((key) => localStorage.removeItem(key));
    window.location.reload();
  });

  // GraphiQL draws a panel as closed if its storage says that it is open. So the panel to
  // open is removed from the storage, and its button is pressed once everything is drawn.
  const kept = localStorage.getItem('graphiql:visiblePlugin');
  localStorage.removeItem('graphiql:visiblePlugin');
  const wide = window.matchMedia('(min-width: 1000px)').matches;
  const panel = kept === null && wide ? 'Documentation Explorer' : kept;

  place.replaceChildren();
  ReactDOM.createRoot(place).render(React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql', enableIncrementalDelivery: false }),
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
    plugins: [GraphiQLPluginExplorer.explorerPlugin()],
    // an object like every answer: the pane colours anything else as an error
    response: JSON.stringify({
      next: 'Run the question with the button beside it, or Ctrl-Enter. Point at a name to see what it means.',
    }, null, 2),
    defaultEditorToolsVisibility: false,
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
  }));

  const giveUp = Date.now() + 10000;
  (function onceDrawn() {
    const editor = document.querySelector('.graphiql-query-editor .CodeMirror');
    const button = document.querySelector('button[aria-label="Show ' + panel + '"]');
    if (!editor || (panel && !button)) {
      if (Date.now() < giveUp) requestAnimationFrame(onceDrawn);
      return;
    }
    editor.CodeMirror.setOption('lineWrapping', true);
    if (button) button.click();
  })();
})();
