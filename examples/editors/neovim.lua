-- netnotes in Neovim. Put this file into ~/.config/nvim/lua/netnotes.lua and
-- write require('netnotes') in init.lua; or :luafile it. netnotes must be in
-- $PATH. No plugin is needed.
--
-- Tried: Debian's Neovim 0.7.2, headless (problems, completion, hover, rename).
-- The branches for 0.8 to 0.10 and from 0.11 on follow its manual.
--
-- Then: <C-x><C-o> completes, K shows the card of a name, gd goes to it, gr lists
-- where somebody is named, <leader>rn renames, <leader>ca offers what can be done.

-- Completion as the server offers it: by any word of a name, in any case. Neovim's
-- own drops what does not begin as typed, until 0.11.
local offered = {}
function NetnotesComplete(findstart)
  if findstart == 0 then
    return offered
  end
  local line, at = vim.api.nvim_get_current_line(), vim.api.nvim_win_get_cursor(0)[2]
  local start = at
  offered = {}
  for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', vim.lsp.util.make_position_params(), 2000) or {}) do
    for _, item in ipairs(answer.result and answer.result.items or {}) do
      local range, word = item.textEdit.range, item.textEdit.newText
      start = vim.str_byteindex(line, range.start.character, true)
      local behind = line:sub(at + 1, vim.str_byteindex(line, range['end'].character, true))
      if behind ~= '' and word:sub(-#behind) == behind then -- what stands there already
        word = word:sub(1, -#behind - 1)
      end
      table.insert(offered, { word = word, abbr = item.label, menu = item.detail, icase = 1, dup = 1, equal = 1 })
    end
  end
  return start
end

local function attached(client, buffer)
  local own = vim.fn.has('nvim-0.11') == 0
  vim.api.nvim_buf_set_option(buffer, 'omnifunc', own and 'v:lua.NetnotesComplete' or 'v:lua.vim.lsp.omnifunc')
  local function key(keys, what)
    vim.keymap.set('n', keys, what, { buffer = buffer })
  end
  key('K', vim.lsp.buf.hover)
  key('gd', vim.lsp.buf.definition)
  key('gr', vim.lsp.buf.references)
  key('<leader>rn', vim.lsp.buf.rename)
  key('<leader>ca', vim.lsp.buf.code_action)
end

-- The folder of notes that a file is in: the nearest one with netnotes.yaml.
local function root_of(file)
  local dir = vim.fn.fnamemodify(file, ':p:h')
  while dir ~= vim.fn.fnamemodify(dir, ':h') do
    if vim.fn.filereadable(dir .. '/netnotes.yaml') == 1 then
      return dir
    end
    dir = vim.fn.fnamemodify(dir, ':h')
  end
end

local command = { 'netnotes', 'lsp' }

if vim.lsp.config then -- 0.11 and later
  vim.lsp.config('netnotes', { cmd = command, filetypes = { 'markdown' }, root_markers = { 'netnotes.yaml' }, workspace_required = true, on_attach = attached })
  vim.lsp.enable('netnotes')
  return
end

local clients = {} -- by folder, for 0.7
vim.api.nvim_create_autocmd('FileType', {
  pattern = 'markdown',
  callback = function(event)
    local root = root_of(event.match ~= '' and vim.api.nvim_buf_get_name(event.buf) or event.file)
    if not root then
      return
    end
    local config = { name = 'netnotes', cmd = command, root_dir = root, on_attach = attached }
    if vim.lsp.start then -- 0.8 to 0.10
      vim.lsp.start(config)
      return
    end
    clients[root] = clients[root] or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(event.buf, clients[root])
  end,
})
