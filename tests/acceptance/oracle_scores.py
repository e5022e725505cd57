#!/usr/bin/env python3
"""Score a converted project against what the original tool made of the same definitions: every system, and every chunk
under every architecture.

usage: oracle_scores.py ORACLE CORPUS PROJECT BST exact|replaced [ARCH...]

ORACLE is the folder that holds normalise.py, compare.py and the facts of CORPUS; neither is part of this repository.
`exact` is for a project made with --base bootstrap --integration system: every facet counts as it is. `replaced` is for
the default options; what they change by intent is taken out of what is wanted (see `intended`), and nothing else.
Prints one JSON line for each system and one for all chunks of each architecture: {"system", "arch", "ok", "total",
"differences", "stderr"}; a worker for each processor takes an architecture at a time. Exits with 0 if everything is at 100 %.

normalise.py and compare.py do the measuring. They are slow for a whole corpus, since they ask the same things again for
every system; here an answer is kept: YAML texts, split rules and manifests by their content, chunks by architecture.
"""
import importlib.util
import json
import multiprocessing
import os
import re
import shlex
import subprocess
import sys
import time


def load(folder, name):
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, name + '.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def elements_of(project):
    """{arch: [system elements]}, [strata]: a system refuses every architecture but its own, or there is only one."""
    with open(os.path.join(project, 'project.conf'), encoding='utf8') as conf:
        values = re.search(r'morph_arch:.*?values:\n((?: *- .*\n)+)', conf.read(), re.S).group(1)
    arches = [line.strip()[2:] for line in values.splitlines()]
    found, strata = {arch: [] for arch in arches}, []
    base = os.path.join(project, 'elements')
    for folder, _, files in sorted(os.walk(base)):
        for name in sorted(files):
            path = os.path.join(folder, name)
            with open(path, encoding='utf8') as f:
                text = f.read()
            if os.path.basename(folder) == 'systems' and re.search('^kind: compose$', text, re.M):
                told = re.search(r'morph_arch != "([^"]+)"', text)
                found[told.group(1) if told else arches[0]].append(os.path.relpath(path, base))
            elif os.path.basename(folder) == 'strata':
                strata.append(os.path.relpath(path, base))
    return {arch: systems for arch, systems in found.items() if systems}, strata


def keep_answers(normalise):
    """The same text gives the same tree, the same rules and paths the same choice."""
    class Yaml:
        known = {}

        def __getattr__(self, name):
            return getattr(real, name)

        def load(self, text, Loader):
            key = text if isinstance(text, str) else None
            if key is None:
                return real.load(text, Loader=Loader)
            if key not in self.known:
                self.known[key] = parsed(text, Loader)
            return self.known[key]

    def parsed(text, Loader):
        # Most of what a quickened bst says is JSON.
        if text[0] in '{[':
            try:
                return json.loads(text)
            except ValueError:
                pass
        return real.load(text, Loader=Loader)
    real, normalise.yaml = normalise.yaml, Yaml()

    def splitter(self, name, include, exclude, orphans):
        if orphans and not (include or exclude):
            return lambda path: True
        raw = (self.e[name]['public'].get('bst') or {}).get('split-rules') or {}
        text = json.dumps(raw)
        if text not in compiled:
            compiled[text] = ({d: re.compile('^(?:' + '|'.join(normalise.glob2re(str(r)) for r in rs or []) + ')$', re.M | re.S) for d, rs in raw.items()}, {})
        rules, claims = compiled[text]
        self._rules[name] = rules
        wanted = {d for d in include if d in rules} if include else set(rules)
        unwanted = {d for d in exclude if d in rules}

        def keep(path):
            if path not in claims:
                claims[path] = frozenset(d for d, rule in rules.items() if rule.match('/' + path))
            claimed = claims[path]
            return (bool(claimed & wanted) or (orphans and not claimed)) and not claimed & unwanted
        return keep
    compiled = {}
    normalise.Project.splitter = splitter
    # A facet that is told and not scored.
    normalise.Project.domains = lambda self, name, chunk: None
    manifest, manifests = normalise.Project.manifest, {}
    normalise.Project.manifest = lambda self, chunk: manifests[chunk] if chunk in manifests else manifests.setdefault(chunk, manifest(self, chunk))


def show(bst, project, arch, elements, normalise):
    """What bst says of the elements, and what it says on stderr besides."""
    fmt = normalise.MARK + '%{name} %{kind}\n' + ''.join('@@@%s\n%%{%s}\n' % (f, f) for f in normalise.FIELDS) + '@@@end'
    run = subprocess.run(shlex.split(bst) + ['--no-colors', '--option', 'morph_arch', arch, 'show', '--deps', 'all', '--format', fmt] + elements,
                         cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    stderr = run.stderr.decode('utf8', 'replace')
    if run.returncode:
        sys.exit('bst show failed for %s:\n%s' % (arch, stderr[-4000:]))
    return run.stdout.decode('utf8', 'replace'), [line for line in stderr.splitlines() if re.search('WARNING|ERROR|Error', line)]


def intended(chunks, systems):
    """What --base replace and --integration element change: chunks and systems as they are wanted then, and what to leave
    out of a system's integration commands.

    * A stratum with a bootstrap chunk in it is replaced by base.bst: its chunks have no element, are staged nowhere and
      are in no system.
    * Commands stand at their elements, so those of an artifact that the system does not take do not run (as in Morph);
      those filed under a name that no artifact has do. Their order is that of the elements.
    * base.bst runs ldconfig besides.
    """
    replaced_strata = {s for c in chunks.values() if c.get('build-mode') == 'bootstrap' for s in c['strata']}
    gone = {path for path, c in chunks.items() if set(c['strata']) <= replaced_strata}
    wanted = {path: dict(c, staged=[q for q in c['staged'] if q not in gone]) for path, c in chunks.items() if path not in gone}
    for system in systems.values():
        taken = {x['path']: set(x['artifacts']) if x['staged'] else set() for x in system['chunks']}
        system['needed_to_build'] = [p for p in system['needed_to_build'] if p not in gone]
        system['chunks'] = [x for x in system['chunks'] if x['path'] not in gone]
        runs = [g for g in system['integration_groups'] if not g['overridden'] and (
            g['chunk'] in gone or g['product'] in taken.get(g['chunk'], set())
            or (taken.get(g['chunk']) and g['product'] not in chunks[g['chunk']]['artifacts']))]
        # Of a replaced stratum, the commands run unless the system takes it in part; then base.bst cannot tell whose they are.
        whole = {s['path'] for s in system['strata'] if not s['artifacts']}
        system['integration'] = [c for g in runs if g['chunk'] not in gone or set(chunks[g['chunk']]['strata']) & whole for c in g['commands']]
    return wanted


LDCONFIG = 'if [ -x /sbin/ldconfig ] && [ -d /etc ]; then /sbin/ldconfig && rm -f /var/cache/ldconfig/aux-cache; fi'


def score_arch(job):
    oracle, corpus, project, bst, mode, arch, names, strata = job
    began = time.time()
    normalise, compare = load(oracle, 'normalise'), load(oracle, 'compare')
    keep_answers(normalise)
    facts = os.path.join(oracle, corpus)
    chunks = compare.load(os.path.join(facts, 'chunks.json.gz'))
    listing, stderr = show(bst, project, arch, names + strata, normalise)
    shown = time.time()
    generic = compare.load(os.path.join(facts, 'corpus.json.gz'))['generic_manifest']
    elements = normalise.parse_listing(listing)
    made = normalise.Project(elements, chunks, generic)
    args = type('Args', (), dict(corpus=facts, project=project, elements=[names[0]]))
    normalise.load_json = lambda path: chunks if path.endswith('chunks.json.gz') else {'generic_manifest': generic}
    normalise.listing_of, normalise.parse_listing, normalise.Project = (lambda _: ''), (lambda _: elements), (lambda *_: made)
    have = normalise.facts(args)
    have['_dirlike'] = {path for kind, path in generic if kind in 'Ld'}
    systems = {name: compare.load(os.path.join(facts, os.path.basename(name)[:-4] + '.json.gz')) for name in names}
    env = systems[names[0]]['env']
    wanted = intended(chunks, systems) if mode == 'replaced' else chunks
    everything = {'path': 'all chunks', 'name': 'ALL', 'arch': arch, 'env': env, 'needed_to_build': sorted(wanted)}
    facets = [f for f in compare.FACETS if f not in compare.NOT_SCORED and not (mode == 'replaced' and f == 'integration')]
    lines = []
    for name, system in [('ALL', everything)] + list(systems.items()):
        if name != 'ALL':
            have['system'] = system_facts(made, name, mode)
            # What is asked of each chunk was asked above, for all of them.
            system = dict(system, needed_to_build=[])
        score = compare.compare(wanted, system, have)
        differences = [d for d in score.diffs if d[0] in facets]
        if name != 'ALL' and have['opaque_elements']:
            differences.append(('opaque', name, str(have['opaque_elements'])))
        lines.append({'system': name, 'arch': arch, 'ok': {f: score.ok[f] for f in facets if score.total[f]}, 'total': {f: score.total[f] for f in facets if score.total[f]},
                      'differences': [[str(x)[:400] for x in d] for d in differences[:5]], 'stderr': stderr[:5]})
    print('%s: bst show %.0f s, scoring %.0f s' % (arch, shown - began, time.time() - shown), file=sys.stderr, flush=True)
    return lines


def system_facts(made, name, mode):
    """The part of normalise.facts that is about one system."""
    files = {c: sorted(paths) for c, paths in made.payload(name).items()}
    integration = made.integration(name)
    if mode == 'replaced':
        integration = [c for c in integration if c != LDCONFIG]
    return {'files': files, 'integration': integration, 'own_commands': made.own_commands(name)}


def main():
    oracle, corpus, project, bst, mode = sys.argv[1:6]
    found, strata = elements_of(project)
    only = sys.argv[6:]
    jobs = [(os.path.abspath(oracle), corpus, os.path.abspath(project), bst, mode, arch, names, strata) for arch, names in found.items() if not only or arch in only]
    jobs.sort(key=lambda job: -len(job[6]))
    whole = True
    with multiprocessing.Pool(min(len(jobs), os.cpu_count() or 1), maxtasksperchild=1) as pool:
        for lines in pool.imap_unordered(score_arch, jobs, chunksize=1):
            for line in lines:
                whole = whole and not line['differences'] and not line['stderr']
                print(json.dumps(line), flush=True)
    return 0 if whole else 1


if __name__ == '__main__':
    sys.exit(main())
