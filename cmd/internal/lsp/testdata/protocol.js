// Talks to "netnotes lsp" with the protocol's own library for Node, checks the
// shape of every answer with it, makes a rename on the disk, and prints what it
// was told. Runs in a folder of notes, with the library in NODE_PATH.
const {spawn} = require('child_process'), fs = require('fs'), path = require('path'), {pathToFileURL, fileURLToPath} = require('url');
const lsp = require('vscode-languageserver-protocol/node');
const root = process.cwd(), uri = name => pathToFileURL(path.join(root, name)).href, say = (...words) => console.log(...words);
const server = spawn('netnotes', ['--today', '2026-11-27', 'lsp'], {stdio: ['pipe', 'pipe', 'inherit']});
const c = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
const must = (type, all) => { for (const x of all) if (!type.is(x)) throw new Error('not of its kind: ' + JSON.stringify(x)); return all };
let told, heard = () => {};
c.onNotification(lsp.PublishDiagnosticsNotification.type, p => { told = p; must(lsp.Diagnostic, p.diagnostics); heard() });
c.onRequest(lsp.RegistrationRequest.type, p => { say('registers', p.registrations.map(r => r.method).join(' ')) });
c.onRequest(lsp.InlayHintRefreshRequest.type, () => null);
c.onError(e => { throw e });
c.listen();
const problems = fits => new Promise(done => { heard = () => { if (told && fits(told)) done(told.diagnostics) }; heard() });
(async () => {
  const hello = await c.sendRequest(lsp.InitializeRequest.type, {processId: process.pid, rootUri: uri('.'), workspaceFolders: [{uri: uri('.'), name: 'notes'}], capabilities: {
    general: {positionEncodings: ['utf-16']},
    workspace: {applyEdit: true, workspaceEdit: {documentChanges: true, resourceOperations: ['create', 'rename', 'delete']}, didChangeWatchedFiles: {dynamicRegistration: true}, inlayHint: {refreshSupport: true}},
    textDocument: {hover: {contentFormat: ['plaintext']}, completion: {completionItem: {documentationFormat: ['plaintext']}}, rename: {prepareSupport: true}, publishDiagnostics: {versionSupport: true},
      documentSymbol: {hierarchicalDocumentSymbolSupport: true}, codeAction: {codeActionLiteralSupport: {codeActionKind: {valueSet: ['quickfix', 'refactor']}}}}}});
  say('is', hello.serverInfo.name, hello.capabilities.positionEncoding);
  await c.sendNotification(lsp.InitializedNotification.type, {});
  const name = 'contacts/bo-lindqvist.md', textDocument = {uri: uri(name)};
  let text = fs.readFileSync(name, 'utf8'), version = 1;
  const doc = () => lsp.TextDocument.create(textDocument.uri, 'markdown', version, text);
  const behind = words => doc().positionAt(text.indexOf(words) + words.length);
  const change = async (old, now) => {
    const range = {start: doc().positionAt(text.indexOf(old)), end: behind(old)};
    text = text.replace(old, now); version++;
    await c.sendNotification(lsp.DidChangeTextDocumentNotification.type, {textDocument: {...textDocument, version}, contentChanges: [{range, text: now}]});
  };
  await c.sendNotification(lsp.DidOpenTextDocumentNotification.type, {textDocument: {...textDocument, languageId: 'markdown', version, text}});

  await change('## Log\n\n', '## Log\n\n- 2026-10-02 emial: 😀 hello with [[wo\n');
  const list = await c.sendRequest(lsp.CompletionRequest.type, {textDocument, position: behind('[[wo')});
  for (const item of list.items) say('completes', item.label, JSON.stringify(lsp.TextDocument.applyEdits(doc(), must(lsp.TextEdit, [item.textEdit])).split('\n')[item.textEdit.range.start.line]));
  say('resolves', JSON.stringify((await c.sendRequest(lsp.CompletionResolveRequest.type, list.items[0])).documentation.value.split('\n')[0]));
  for (const d of await problems(p => p.uri === textDocument.uri && p.version === version && p.diagnostics.length > 0)) say('problem', d.range.start.line, d.code);
  await change('- 2026-10-02 emial: 😀 hello with [[wo\n', '- 2026-10-02 emial: hello\n');
  const context = {diagnostics: await problems(p => p.uri === textDocument.uri && p.version === version)};
  const at = {start: behind('2026-10-02 e'), end: behind('2026-10-02 e')};
  for (const a of must(lsp.CodeAction, await c.sendRequest(lsp.CodeActionRequest.type, {textDocument, range: at, context}))) say('offers', a.kind, a.title);
  await change('- 2026-10-02 emial: hello\n', '');

  const there = {textDocument, position: behind('coffee with [[Ad')};
  const hover = await c.sendRequest(lsp.HoverRequest.type, there);
  must(lsp.Hover, [hover]); say('shows', JSON.stringify(hover.contents.value.split('\n')[0]));
  const places = list => must(lsp.Location, [].concat(list)).map(l => path.relative(root, fileURLToPath(l.uri)) + ':' + l.range.start.line).join(' ');
  say('defined', places(await c.sendRequest(lsp.DefinitionRequest.type, there)));
  say('named', places(await c.sendRequest(lsp.ReferencesRequest.type, {...there, context: {includeDeclaration: false}})));
  say('outline', must(lsp.DocumentSymbol, await c.sendRequest(lsp.DocumentSymbolRequest.type, {textDocument})).map(s => s.name).join(' | '));
  say('finds', (await c.sendRequest(lsp.WorkspaceSymbolRequest.type, {query: 'ada'})).map(s => s.name).join(' | '));
  const whole = {start: {line: 0, character: 0}, end: {line: 99, character: 0}};
  say('hints', must(lsp.InlayHint, await c.sendRequest(lsp.InlayHintRequest.type, {textDocument, range: whole})).map(h => h.label).join(' | '));
  say('folds', must(lsp.FoldingRange, await c.sendRequest(lsp.FoldingRangeRequest.type, {textDocument})).map(f => f.startLine + '-' + f.endLine).join(' '));

  say('renames', JSON.stringify(await c.sendRequest(lsp.PrepareRenameRequest.type, there)));
  await c.sendRequest(lsp.RenameRequest.type, {...there, newName: 'Zoë van Dyk'}).catch(e => say('refuses', e.code, e.message));
  const edit = await c.sendRequest(lsp.RenameRequest.type, {...there, newName: 'Ada Lindholm'});
  must(lsp.WorkspaceEdit, [edit]);
  for (const part of edit.documentChanges) {
    if (lsp.RenameFile.is(part)) { fs.renameSync(fileURLToPath(part.oldUri), fileURLToPath(part.newUri)); continue }
    if (!lsp.TextDocumentEdit.is(part)) throw new Error('an unknown edit: ' + JSON.stringify(part));
    const file = fileURLToPath(part.textDocument.uri), was = part.textDocument.uri === textDocument.uri ? text : fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, lsp.TextDocument.applyEdits(lsp.TextDocument.create(part.textDocument.uri, 'markdown', 1, was), part.edits));
  }
  await c.sendRequest('textDocument/formatting', {textDocument}).catch(e => say('refuses', e.code));
  await c.sendRequest(lsp.ShutdownRequest.type);
  server.on('exit', status => { say('ended', status); process.exit(0) });
  await c.sendNotification(lsp.ExitNotification.type);
})().catch(e => { console.error(e); process.exit(1) });
