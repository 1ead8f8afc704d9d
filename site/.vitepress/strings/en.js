// What the site itself says, in English. A further language has a file like this one, with the same keys.

export default {
  lang: 'en',
  label: 'English',
  title: 'A TCP/IP stack in Java',
  description: 'A workshop: write a TCP/IP stack in Java, from raw bytes off a network device to a web server.',

  // The groups of the sidebar.
  groups: {
    start: 'Start here',
    phases: 'The phases',
    help: 'Look it up',
    teaching: 'Teaching',
    changing: 'Changing the workshop',
    decisions: 'Decisions',
  },

  // The bar at the top: pages of the repository.
  nav: {
    'docs/README.md': 'Map',
    'docs/glossary.md': 'Glossary',
    'docs/troubleshooting.md': 'Trouble',
  },

  // VitePress's own words.
  theme: {
    outline: {label: 'On this page'},
    docFooter: {prev: 'Previous', next: 'Next'},
    darkModeSwitchLabel: 'Appearance',
    lightModeSwitchTitle: 'Switch to light',
    darkModeSwitchTitle: 'Switch to dark',
    sidebarMenuLabel: 'All pages',
    returnToTopLabel: 'To the top',
    langMenuLabel: 'Language',
    skipToContentLabel: 'Skip to the text',
    notFound: {
      title: 'There is no such page',
      quote: 'It may have another name now. Look for it in the map.',
      linkText: 'To the start',
      linkLabel: 'To the start',
    },
  },
  search: {
    button: {buttonText: 'Search', buttonAriaLabel: 'Search'},
    modal: {
      displayDetails: 'Show the text around each result',
      resetButtonTitle: 'Clear',
      backButtonTitle: 'Close',
      noResultsText: 'Nothing found for',
      footer: {
        selectText: 'open',
        selectKeyAriaLabel: 'Enter',
        navigateText: 'move',
        navigateUpKeyAriaLabel: 'up',
        navigateDownKeyAriaLabel: 'down',
        closeText: 'close',
        closeKeyAriaLabel: 'Escape',
      },
    },
  },
};
