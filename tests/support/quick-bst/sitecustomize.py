"""Takes time out of real BuildStream that has nothing to do with what it finds: with this folder in PYTHONPATH, its Python
reads this file first. What BuildStream loads, resolves, builds and refuses stays its own. Where PYTHONPATH does not reach it,
all is as before, and slow.

QUICK_BST=show       2.x: `show` writes the data of an element as JSON, which is YAML too, in place of the round-trip dumper,
                     which takes most of the time; and git is asked once for its version, not once for each source.
QUICK_BST=texts:DIR  1.x: what the YAML parser made of a text is kept in DIR, which the runs for other architectures share.
QUICK_BST=many:FILE  2.x: FILE holds JSON, {"at-a-time": N, "commands": [{"words", "cwd", "out"}, ...]}: runs `bst WORDS` for each
                     in a fresh process that has the imports already. Standard output and error go to OUT.stdout and
                     OUT.stderr, the exit code to OUT.status.
"""
import hashlib
import json
import os
import pickle
import sys


def show():
    from buildstream import _yaml, utils

    def plain(value):
        if hasattr(value, 'strip_node_info'):
            value = value.strip_node_info()
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(item) for item in value]
        return '' if value is None else str(value)

    _yaml.roundtrip_dump_string = lambda value: json.dumps(plain(value))
    call, versions = utils._call, {}

    def call_once(*words, **options):
        if len(words) != 1 or list(words[0][1:]) != ['--version']:
            return call(*words, **options)
        program = words[0][0]
        if program not in versions:
            versions[program] = call(*words, **options)
        return versions[program]
    utils._call = call_once


def texts(folder):
    from buildstream import _yaml
    prepare = _yaml.prepare_roundtrip_yaml

    class Kept:
        def __init__(self, yaml):
            self.yaml = yaml

        def load(self, data):
            text = data.read() if hasattr(data, 'read') else data
            path = os.path.join(folder, hashlib.sha256(text.encode()).hexdigest())
            if os.path.exists(path):
                with open(path, 'rb') as f:
                    return pickle.load(f)
            if hasattr(data, 'seek'):
                # The parser's complaints have the name of the file.
                data.seek(0)
            made = self.yaml.load(data)
            with open('%s-%d' % (path, os.getpid()), 'wb') as f:
                pickle.dump(made, f, -1)
            os.rename(f.name, path)
            return made

    _yaml.prepare_roundtrip_yaml = lambda write=False: prepare(write) if write else Kept(prepare())


def many(file):
    """Returns in each child, which goes on as bst; ends the parent."""
    import buildstream._frontend  # noqa: F401
    import buildstream._stream  # noqa: F401
    with open(file, encoding='utf8') as f:
        todo = json.load(f)
    outs = {}

    def wait():
        child, status = os.wait()
        with open(outs.pop(child) + '.status', 'w', encoding='utf8') as f:
            f.write(str(os.waitstatus_to_exitcode(status)))
    for command in todo['commands']:
        while len(outs) >= todo['at-a-time']:
            wait()
        child = os.fork()
        if child == 0:
            os.chdir(command['cwd'])
            for number, name in ((1, 'stdout'), (2, 'stderr')):
                os.dup2(os.open('%s.%s' % (command['out'], name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
            sys.argv[1:] = command['words']
            return
        outs[child] = command['out']
    while outs:
        wait()
    os._exit(0)


def main():
    # What bst starts is not meant.
    kind, _, path = os.environ.pop('QUICK_BST').partition(':')
    os.environ.pop('PYTHONPATH', None)
    show() if kind == 'show' else {'texts': texts, 'many': many}[kind](path)


if 'QUICK_BST' in os.environ and os.path.basename(sys.argv[0]) == 'bst':
    main()
