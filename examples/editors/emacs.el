;;; netnotes in Emacs: put this into init.el.  netnotes must be in exec-path.
;;
;; Eglot comes with Emacs from 29 on; for 26 to 28: M-x package-install eglot.
;; For Markdown install markdown-mode, or use text-mode as below.
;;
;; Tried: Debian's Emacs 28.2 with its elpa-eglot 1.9, in batch mode (problems,
;; completion, hover, rename).  Eglot cannot rename files: where a new name asks for
;; another file it says what to type, netnotes rename; revert the buffers then.

(require 'cl-lib)
(require 'project)

(defun netnotes-project (dir)
  "The folder of notes that DIR is in: the nearest one with netnotes.yaml."
  (let ((root (locate-dominating-file dir "netnotes.yaml")))
    (when root (cons 'netnotes root))))

(cl-defmethod project-root ((project (head netnotes)))
  (cdr project))

(add-hook 'project-find-functions #'netnotes-project)

(defvar eglot-server-programs)
(declare-function eglot-ensure "eglot")

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((markdown-mode text-mode) . ("netnotes" "lsp"))))

(defun netnotes-start ()
  "Serve this note, if it is one and eglot is here."
  (when (and buffer-file-name
             (string-match-p "\\.\\(md\\|markdown\\)\\'" buffer-file-name)
             (locate-dominating-file buffer-file-name "netnotes.yaml")
             (require 'eglot nil t))
    (eglot-ensure)))

(add-hook 'markdown-mode-hook #'netnotes-start)
(add-hook 'text-mode-hook #'netnotes-start)
