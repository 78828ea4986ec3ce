// The import table of ARCHITECTURE.md as rules. Every rule is an allow-list: it names all that a folder may import, and
// whatever it does not name is an error. test/, src/build/ and the configuration files are free to import anything.

const inFolder = (...folders) => folders.map((folder) => `^src/${folder}/`)
const packages = (...names) => names.map((name) => `^node_modules/(@types/)?${name.replace('/', '\\/')}/`)

const KIND_LISTS = {
  models: '^src/kinds/models\\.ts$',
  sims: '^src/kinds/sims\\.ts$',
  views: '^src/kinds/views\\.ts$',
}
/** What a kind may know of the engine: not how its records lie, nor how it goes about its work. */
const CONTRACT =
  '^src/sim/core/(contract|vocabulary|timers|node-state|node-measures|users|choice|random|arithmetic|histogram)\\.ts$'
/** What the page's primitives and the pure drawing must agree on, as data without React. */
const DRAWN_DATA = '^src/ui/(icon-paths|kind-view)\\.ts$'
const REACT = packages('react', 'react-dom')
const DOM_PACKAGES =
  '^node_modules/(@types/)?(react|react-dom|scheduler|@xyflow|zustand|zundo|radix-ui|@radix-ui|cmdk|uplot|@dagrejs|idb|@lingui|comlink)(/|$)'
const PAGE_PACKAGES = DOM_PACKAGES.replace('|comlink', '')
const ENGINE =
  '^src/(model|sim|compile|analysis|scene)/|^src/kinds/([^/]+/(model|sim|view)|models|sims|views)\\.ts$'

/** `from` may import only what `allowed` names. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
})

/** `from` may import `path` only as types, so that no code of it comes along. */
const typesOnly = (name, comment, from, path) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path, dependencyTypesNot: ['type-only'] },
})

/** Nothing on any path of imports from `from` may be one of `path`. */
const neverReaches = (name, comment, from, path) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path, reachable: true },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Files in a circle, if only of types, can only be understood all at once, and tested and loaded so where it is code.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that cannot be followed would slip past every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-test',
      comment: 'The product must not depend on what is only there to test it.',
      severity: 'error',
      from: { path: '^(src|worker)/' },
      to: { path: '^test/' },
    },
    {
      name: 'build-helpers-stay-outside-the-product',
      comment: 'What shapes the build runs in Node before there is a page, a worker or a shell.',
      severity: 'error',
      from: { path: '^(src|worker)/', pathNot: '^src/build/' },
      to: { path: '^src/build/' },
    },
    {
      name: 'every-folder-has-a-rule',
      comment: 'A folder that is missing from the import table would be allowed everything.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/(model|sim|compile|analysis|scene|document|session|page|runtime|reading|ui|features|i18n|cli|app|build)/|^src/kinds/((models|sims|views)\\.ts$|[^/]+/(model|sim|view)\\.ts$)',
      },
      to: {},
    },

    only(
      'model-imports-nothing',
      'The design document is what everything else agrees on, so it depends on nothing but the validator valibot.',
      inFolder('model'),
      [...inFolder('model'), ...packages('valibot')],
    ),
    only(
      'sim-core-imports-model',
      'The ground floor of the engine: it runs in a page, a worker and a shell alike, and knows nothing of what is built on it.',
      inFolder('sim/core'),
      inFolder('sim/core', 'model'),
    ),
    only(
      'sim-kit-imports-core',
      'What kinds are built from stands on the engine and knows neither runs nor statistics nor the approximate mode.',
      inFolder('sim/kit'),
      inFolder('sim/kit', 'sim/core', 'model'),
    ),
    only(
      'sim-crowd-imports-core-and-kit',
      'The approximate mode is plugged into an engine that knows it by its interface alone.',
      inFolder('sim/crowd'),
      inFolder('sim/crowd', 'sim/kit', 'sim/core', 'model'),
    ),
    only(
      'sim-stats-import-core-and-kit',
      'What is read off an engine changes nothing in it, and does not know how its run came about.',
      inFolder('sim/stats'),
      inFolder('sim/stats', 'sim/kit', 'sim/core', 'model'),
    ),
    only(
      'sim-run-imports-all-floors',
      'A run puts model, engine, faults and statistics together.',
      inFolder('sim/run'),
      inFolder('sim', 'model'),
    ),
    only(
      'kind-model-imports-model',
      'Defaults, inspector, docs and links derive from this file, so it is plain data that is cheap to load.',
      '^src/kinds/[^/]+/model\\.ts$',
      inFolder('model'),
    ),
    only(
      'kind-sim-imports-sim-and-its-own-model',
      'A kind that knew another kind could not be removed, and shared code would soon ask for names and not for traits. Of the engine it knows the contract: columns can be laid out anew without a look at the kinds.',
      '^src/kinds/([^/]+)/sim\\.ts$',
      [...inFolder('model', 'sim/kit'), CONTRACT, '^src/kinds/$1/model\\.ts$'],
    ),
    only(
      'kind-view-is-data',
      'How a kind is drawn is plain data, so that page, miniature, picture and shell draw the same; React would need a page.',
      '^src/kinds/([^/]+)/view\\.ts$',
      [DRAWN_DATA, '^src/kinds/$1/model\\.ts$'],
    ),
    only(
      'kind-models-list',
      'The list of models reaches neither behaviour nor faces, or whoever validates a link would load the engine.',
      KIND_LISTS.models,
      [...inFolder('model'), '^src/kinds/[^/]+/model\\.ts$'],
    ),
    only(
      'kind-sims-list',
      'The list of behaviours is what the worker loads, so it must not pull in a face.',
      KIND_LISTS.sims,
      [...inFolder('model', 'sim'), '^src/kinds/[^/]+/sim\\.ts$', KIND_LISTS.models],
    ),
    only(
      'kind-views-list',
      'The list of looks is loaded by everything that draws, so it pulls in neither the engine nor a page.',
      KIND_LISTS.views,
      [...inFolder('model'), DRAWN_DATA, '^src/kinds/[^/]+/view\\.ts$', KIND_LISTS.models],
    ),
    only(
      'compile-imports-model-and-kind-models',
      'Compiling turns one document into another and needs no engine, session or page.',
      inFolder('compile'),
      [...inFolder('compile', 'model', 'sim'), KIND_LISTS.models],
    ),
    only(
      'analysis-imports-model-and-kind-models',
      'Analyses are pure functions over the document, which the page, the shell and the tests call alike.',
      inFolder('analysis'),
      [...inFolder('analysis', 'model', 'sim'), KIND_LISTS.models],
    ),
    typesOnly(
      'engine-code-stays-out-of-the-page',
      'compile, analysis and runtime are part of the page, which must not carry the engine: that lives in the worker.',
      inFolder('compile', 'analysis', 'runtime'),
      '^src/sim/(?!(stats/frame|core/arithmetic|core/choice|stats/queueing|run/series)\\.ts$)',
    ),
    typesOnly(
      'only-analysis-asks-who-owns-a-key',
      'What a key chooses has one meaning, so the analysis of failures asks the group that the engine asks, and it reads the series of experiments; nobody else needs either outside a run.',
      inFolder('compile', 'runtime'),
      '^src/sim/(core/arithmetic|core/choice|stats/queueing|run/series)\\.ts$',
    ),
    only(
      'scene-is-pure',
      'One drawing serves canvas, miniatures, pictures and the shell, so it knows the document and what a wire means, and neither a page nor a run.',
      inFolder('scene'),
      [
        ...inFolder('scene', 'model'),
        KIND_LISTS.models,
        KIND_LISTS.views,
        DRAWN_DATA,
        '^src/compile/(wires|issue)\\.ts$',
      ],
    ),
    only(
      'document-owns-documents',
      'Reading, keeping, links and foreign formats work without a page on the screen: neither React nor a store may be needed to open a design.',
      inFolder('document'),
      [
        ...inFolder('document', 'model', 'scene'),
        KIND_LISTS.models,
        '^src/compile/wires\\.ts$',
        ...packages('idb', 'fflate', '@dagrejs/dagre', 'uqr'),
      ],
    ),
    only(
      'session-is-one-open-design',
      'Everything that exists once per open design is made here and passed on, so that a second design can live beside the first: it needs the run and what a fault may strike, and nothing of the page.',
      inFolder('session'),
      [
        ...inFolder('session', 'model', 'compile', 'analysis', 'runtime', 'document'),
        KIND_LISTS.models,
        '^src/reading/(fault-targets|struck)\\.ts$',
        '^node_modules/zustand/(esm/)?vanilla',
        ...packages('zundo'),
        ...REACT,
      ],
    ),
    only(
      'session-reaches-react-by-its-hooks',
      'A session outlives React and is tested without it; only the hooks that hand it to components know React.',
      '^src/session/(?!react\\.tsx$|(measure|approximation)\\.ts$)',
      ['^src/', '^node_modules/(?!(@types/)?react(-dom)?/)'],
    ),
    only(
      'page-is-what-there-is-once',
      'What a page has once, whatever designs are open in it: its theme, its dialog, its notices, the loading of its parts, and what a feature says of itself.',
      inFolder('page'),
      [...inFolder('page', 'i18n', 'model', 'session', 'document', 'ui'), ...packages('zustand'), ...REACT],
    ),
    typesOnly(
      'page-names-what-it-lends',
      'The manifest of a feature names a session, a design and an icon; the page holds none of them.',
      inFolder('page'),
      '^src/(session|document|ui)/',
    ),
    typesOnly(
      'features-are-given-their-session',
      "A feature that made a session, or a client of the engine, would have one of its own beside the one that is open; it takes it from the context or as an argument. Only app creates the page's.",
      inFolder('features'),
      '^src/(session/session|runtime/(sim-client|measure-client|approximation-check|run-link))\\.ts$',
    ),
    typesOnly(
      'words-take-only-types-from-document',
      'A sentence about a file or a link needs to know what can be wrong with one, and no reader of them.',
      inFolder('i18n'),
      '^src/document/',
    ),
    typesOnly(
      'session-takes-only-types-from-document',
      'A session shows which document is open and whether it is kept; opening and keeping are done by the room of documents.',
      inFolder('session'),
      '^src/document/',
    ),
    only(
      'runtime-imports-types-and-comlink',
      'The bridge to the worker knows the shape of faults, messages and frames; it knows nothing of the page or of the engine.',
      inFolder('runtime'),
      [...inFolder('runtime', 'sim', 'model'), '^worker/protocol\\.ts$', ...packages('comlink')],
    ),
    only(
      'reading-says-what-is-seen',
      'What is said about a design and a frame is said once, for page and shell: it needs words and figures, and no place on a page.',
      inFolder('reading'),
      [
        ...inFolder('reading', 'model', 'analysis', 'i18n', 'scene', 'sim', 'runtime'),
        KIND_LISTS.models,
        '^src/compile/(wires|issue)\\.ts$',
      ],
    ),
    typesOnly(
      'reading-takes-only-types-from-the-engine',
      'Sentences are about figures of a run; they run nothing.',
      inFolder('reading'),
      '^src/(sim|runtime)/',
    ),
    only(
      'ui-knows-no-product',
      'Primitives know nothing of designs or runs: they get words and values as props.',
      inFolder('ui'),
      [...inFolder('ui'), ...REACT, ...packages('radix-ui', 'cmdk', 'uplot')],
    ),
    only(
      'i18n-knows-words-and-the-chosen-language',
      'Every part of the page needs words, so words need no state but the chosen language, which is their own, and no more of a design than what its nodes are called.',
      inFolder('i18n'),
      [
        ...inFolder('i18n', 'model', 'document'),
        '^src/scene/names\\.ts$',
        '^src/compile/issue\\.ts$',
        ...REACT,
        ...packages('zustand', '@lingui/core', '@lingui/react', '@lingui/message-utils'),
      ],
    ),
    {
      name: 'features-never-import-one-another',
      comment:
        'Features meet in the session; a feature that imports another cannot be moved, replaced or loaded lazily.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    only(
      'features-import-what-they-show',
      'A feature shows the state and edits it, so it needs neither the engine, nor a kind by name, nor the composition root.',
      inFolder('features'),
      [
        ...inFolder(
          'features',
          'session',
          'page',
          'runtime',
          'reading',
          'analysis',
          'compile',
          'model',
          'scene',
          'document',
          'ui',
          'i18n',
        ),
        KIND_LISTS.models,
        KIND_LISTS.views,
        '^node_modules/(?!(@types/)?comlink/)',
      ],
    ),
    typesOnly(
      'features-take-only-types-from-compile',
      'The session compiles once an edit; a feature that compiled by itself would do that work twice and could disagree. What a wire means is a question of its own.',
      inFolder('features'),
      '^src/compile/(?!wires\\.ts$)',
    ),
    only(
      'cli-is-the-engine-in-a-shell',
      'The command line must start fast and give what the page gives, so it is the engine and Node, and nothing else.',
      inFolder('cli'),
      [
        ...inFolder('cli', 'model', 'compile', 'analysis', 'reading', 'i18n', 'scene', 'document', 'sim'),
        KIND_LISTS.models,
        KIND_LISTS.sims,
        '^src/runtime/frame-ring\\.ts$',
        '^(node:)?[a-z_/]+$',
        ...packages('node', '@lingui/core', '@lingui/message-utils'),
      ],
    ),
    only(
      'worker-is-a-thin-shell',
      'The worker moves messages in and frames out; whatever it decided by itself could not be tested in the engine.',
      '^worker/',
      ['^worker/', ...inFolder('sim', 'model', 'analysis/spof'), KIND_LISTS.sims, ...packages('comlink')],
    ),
    {
      name: 'nobody-imports-the-composition-root',
      comment: 'The root knows every part, so a part that knew the root would know every other part.',
      severity: 'error',
      from: { path: '^(src|worker)/', pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'comlink-only-at-the-border',
      comment:
        'A proxied call looks like a plain one but costs a message, so it stays where one expects a message.',
      severity: 'error',
      from: { path: '^(src|worker)/', pathNot: '^(src/runtime|worker)/' },
      to: { path: '^node_modules/comlink/' },
    },
    neverReaches(
      'worker-never-reaches-react',
      'React or any other package of the page in the worker would cost its start-up and has no page to draw on.',
      '^worker/',
      PAGE_PACKAGES,
    ),
    neverReaches(
      'engine-never-reaches-the-page',
      'What the engine reaches by any detour must run without a DOM, or the shell and the worker break.',
      ENGINE,
      DOM_PACKAGES,
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|shots|coverage|public|\\.git)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count as well: a folder that knows another one's types cannot be understood without it.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'module', 'browser', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
