-- Drives Neovim for TestNeovim: what it finds goes to $NETNOTES_OUT.
local out = {}
local function say(...) table.insert(out, table.concat({...}, ' ')) end
vim.opt.swapfile = false
vim.opt.hidden = true
dofile(os.getenv('NETNOTES_LUA'))
vim.cmd('edit contacts/bo-lindqvist.md')
vim.bo.filetype = 'markdown'
local ok = vim.wait(10000, function() local c = vim.lsp.buf_get_clients(0); for _, x in pairs(c) do if x.initialized then return true end end return false end, 20)
say('attached', tostring(ok))
vim.api.nvim_buf_set_lines(0, -1, -1, false, { '', '- 2026-10-02 emial: hello with [[wo' })
vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, d in ipairs(vim.diagnostic.get(0)) do say('problem', d.lnum + 1, d.code or '', (d.message:gsub('\n', ' | '))) end
local function ask(method, line, col, extra)
  local p = vim.tbl_extend('force', { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = col } }, extra or {})
  for _, r in pairs(vim.lsp.buf_request_sync(0, method, p, 10000) or {}) do return r.result end
end
local named = vim.fn.search('introduced_by', 'nw')
local hover = ask('textDocument/hover', named - 1, 20)
say('hover', (vim.inspect(hover and hover.contents.value):gsub('\\n', ' | ')))
local last = vim.api.nvim_buf_line_count(0)
vim.api.nvim_win_set_cursor(0, { last, 999 })
local list = ask('textDocument/completion', last - 1, #vim.fn.getline(last))
for _, i in ipairs(list and list.items or {}) do say('completes', i.label) end
vim.fn.feedkeys(vim.api.nvim_replace_termcodes('A<C-x><C-o><C-y><Esc>', true, false, true), 'x')
say('becomes', vim.fn.getline(last))
vim.api.nvim_buf_set_lines(0, -3, -1, false, {})
vim.api.nvim_win_set_cursor(0, { named, 20 })
vim.lsp.buf.rename('Ada Lindholm')
vim.wait(10000, function() return vim.fn.getline(named):find('Lindholm') ~= nil end, 20)
vim.wait(300)
vim.cmd('silent wall')
for _, c in pairs(vim.lsp.get_active_clients()) do c.stop() end
vim.wait(500)
local f = io.open(os.getenv('NETNOTES_OUT'), 'w'); f:write(table.concat(out, '\n'), '\n'); f:close()
vim.cmd('qall!')
