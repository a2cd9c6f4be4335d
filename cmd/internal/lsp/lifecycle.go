package lsp

import (
	"encoding/json"
	"path/filepath"
	"time"
)

func (r *request) initialize() (any, error) {
	var p initializeParams
	if len(r.params) > 0 {
		if err := json.Unmarshal(r.params, &p); err != nil {
			// What a client says of itself in another shape is not known.
			var less struct {
				ProcessID        *int              `json:"processId"`
				RootURI          *string           `json:"rootUri"`
				WorkspaceFolders []workspaceFolder `json:"workspaceFolders"`
			}
			if json.Unmarshal(r.params, &less) != nil {
				return nil, problem(invalidParams, "initialize: %v", err)
			}
			p = initializeParams{ProcessID: less.ProcessID, RootURI: less.RootURI, WorkspaceFolders: less.WorkspaceFolders}
		}
	}
	s := r.server
	s.can = p.Capabilities
	offered := "utf-16"
	for _, name := range s.can.General.PositionEncodings {
		if name == "utf-8" {
			s.encoding, offered = encoding{utf8: true}, name
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stage = running
	for _, f := range p.WorkspaceFolders {
		s.addRoot(f.URI)
	}
	if p.RootURI != nil && len(p.WorkspaceFolders) == 0 {
		s.addRoot(*p.RootURI)
	} else if p.RootPath != nil && len(p.WorkspaceFolders) == 0 {
		s.roots = append(s.roots, *p.RootPath)
	}
	if p.ProcessID != nil && s.Alive != nil {
		go s.watchParent(*p.ProcessID)
	}
	return map[string]any{
		"serverInfo": map[string]string{"name": "netnotes", "version": s.Build},
		"capabilities": map[string]any{
			"positionEncoding":        offered,
			"textDocumentSync":        map[string]any{"openClose": true, "change": 2, "save": map[string]bool{"includeText": false}},
			"completionProvider":      map[string]any{"triggerCharacters": []string{"[", "@", "#", ":", " "}, "resolveProvider": true},
			"hoverProvider":           true,
			"definitionProvider":      true,
			"referencesProvider":      true,
			"documentSymbolProvider":  true,
			"workspaceSymbolProvider": true,
			"codeActionProvider":      map[string]any{"codeActionKinds": []string{"quickfix", "refactor"}},
			"renameProvider":          map[string]bool{"prepareProvider": true},
			"inlayHintProvider":       true,
			"foldingRangeProvider":    true,
			"workspace":               map[string]any{"workspaceFolders": map[string]bool{"supported": true, "changeNotifications": true}},
		},
	}, nil
}

func (s *server) addRoot(uri string) {
	if file, ok := pathOf(uri); ok {
		s.roots = append(s.roots, file)
	}
}

// initialized begins to read the folders that the editor has opened, before
// anybody asks.
func (s *server) initialized(json.RawMessage) error {
	s.mutex.Lock()
	roots := append([]string{}, s.roots...)
	s.mutex.Unlock()
	if s.Dir != "" {
		s.folderAt(s.Dir)
	}
	for _, dir := range roots {
		if root, ok := s.Find(dir); ok {
			s.folderAt(root)
		}
	}
	if s.can.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		go s.watchFiles()
	}
	return nil
}

// watchFiles asks the editor to tell of changed files, beside our own watch.
func (s *server) watchFiles() {
	watchers := []map[string]string{{"globPattern": "**/*.{md,markdown}"}, {"globPattern": "**/netnotes.yaml"}}
	_ = s.conn.Call(s.ctx, "client/registerCapability", map[string]any{"registrations": []map[string]any{
		{"id": "notes", "method": "workspace/didChangeWatchedFiles", "registerOptions": map[string]any{"watchers": watchers}},
	}}, nil)
}

// shutdown waits for nothing: all that is written is the editor's.
func (r *request) shutdown() (any, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.stage = stopping
	return nil, nil
}

// watchParent ends the server when the editor is gone.
func (s *server) watchParent(process int) {
	tick := time.NewTicker(aliveEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
			if !s.Alive(process) {
				s.finish(1)
				return
			}
		}
	}
}

// folderFor is the folder of a file, and its path there; nil for a file that is
// in none.
func (s *server) folderFor(file string) (*workspace, string) {
	root, ok := s.Find(filepath.Dir(file))
	if s.Dir != "" {
		if f := s.folderAt(s.Dir); f != nil {
			if rel, inside := f.relative(file); inside {
				return f, rel
			}
		}
	}
	if !ok {
		return nil, ""
	}
	f := s.folderAt(root)
	rel, inside := f.relative(file)
	if !inside {
		return nil, ""
	}
	return f, rel
}

// folderAt is the folder of a root, which is read from now on.
func (s *server) folderAt(root string) *workspace {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if f := s.folders[root]; f != nil {
		return f
	}
	f := &workspace{root: root, live: s.Open(root), ready: make(chan struct{}), today: s.Today, giveBack: s.GiveBack}
	f.changed = func() { s.timer.Reset(0) }
	s.folders[root] = f
	go func() {
		began := s.Clock()
		f.open(s.ctx)
		s.logf("read the notes in %v", s.Clock().Sub(began))
		s.timer.Reset(0)
	}()
	return f
}

func (s *server) didOpen(params json.RawMessage) error {
	var p didOpen
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	d := newDocument(p.TextDocument.URI, p.TextDocument.Version, []byte(p.TextDocument.Text))
	if file, ok := pathOf(d.uri); ok {
		d.folder, d.path = s.folderFor(file)
	}
	s.put(d.uri, d)
	return nil
}

func (s *server) didChange(params json.RawMessage) error {
	var p didChange
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	if d := s.state.Load().docs[p.TextDocument.URI]; d != nil { // what was never opened cannot change
		s.put(d.uri, d.changed(s.encoding, p))
	}
	return nil
}

func (s *server) didSave(params json.RawMessage) error {
	var p didSave
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	d := s.state.Load().docs[p.TextDocument.URI]
	if d == nil {
		return nil
	}
	if d.folder == nil { // the settings may have been written meanwhile
		if file, ok := pathOf(d.uri); ok {
			next := d.with(d.version, d.text, 0)
			next.folder, next.path = s.folderFor(file)
			s.put(d.uri, next)
		}
		return nil
	}
	s.put(d.uri, d.with(d.version, d.text, 0))
	go func() {
		if d.folder.wait(s.ctx) == nil {
			d.folder.refresh([]string{d.path})
		}
	}()
	return nil
}

func (s *server) didClose(params json.RawMessage) error {
	var p struct {
		TextDocument documentID `json:"textDocument"`
	}
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.put(p.TextDocument.URI, nil)
	s.forget(p.TextDocument.URI)
	return nil
}

// didChangeWatched is a hint: what changed is found by looking.
func (s *server) didChangeWatched(params json.RawMessage) error {
	var p didChangeWatched
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	paths := map[*workspace][]string{}
	s.mutex.Lock()
	for _, change := range p.Changes {
		file, ok := pathOf(change.URI)
		for _, f := range s.folders {
			if rel, inside := f.relative(file); ok && inside {
				paths[f] = append(paths[f], rel)
			}
		}
	}
	s.mutex.Unlock()
	for f, list := range paths {
		go func() {
			if f.wait(s.ctx) == nil {
				f.refresh(list)
			}
		}()
	}
	return nil
}

func (s *server) didChangeFolders(params json.RawMessage) error {
	var p struct {
		Event struct {
			Added []workspaceFolder `json:"added"`
		} `json:"event"`
	}
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	for _, f := range p.Event.Added {
		s.addRoot(f.URI)
	}
	s.mutex.Unlock()
	return s.initialized(nil)
}

// watchDay renews what is shown of days when the day turns.
func (s *server) watchDay() {
	tick := time.NewTicker(dayEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
			s.turn()
		}
	}
}

// turn looks whether the day has turned.
func (s *server) turn() {
	s.mutex.Lock()
	var day = s.day
	for _, f := range s.folders {
		if disk := f.disk.Load(); disk != nil {
			day = s.Today(&disk.Settings)
		}
	}
	turned := day != s.day && !s.day.IsZero()
	s.day = day
	s.mutex.Unlock()
	if turned {
		s.timer.Reset(0)
		s.refreshHints()
	}
}
