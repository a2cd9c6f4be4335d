// netnotes in VS Code, without a build step: in this folder run "npm install",
// then put the folder (or a link to it) into ~/.vscode/extensions/netnotes and
// start VS Code anew. netnotes must be in $PATH, or netnotes.path names it.
//
// Tried: with node alone, against stand-ins for vscode and its client (the
// options that reach the client); not in VS Code itself.
const { workspace, window } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

function options() {
  const command = workspace.getConfiguration('netnotes').get('path') || 'netnotes';
  return [
    'netnotes',
    'netnotes',
    { command, args: ['lsp'], transport: TransportKind.stdio },
    { documentSelector: [{ scheme: 'file', language: 'markdown' }] },
  ];
}

async function activate() {
  client = new LanguageClient(...options());
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`netnotes does not start: ${error.message}. Set netnotes.path to where it is.`);
  }
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
