package workshop.backstage.docs.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  private static Page page(String text) {
    return new Page("docs/a.md", text);
  }

  @Test
  void blocksHaveTheMarksAboveThem() {
    Page page =
        page("Text\n\n<!-- scene: 3.2 -->\n<!-- terminal: 2 -->\n```console\n$ ls\n\na  b\n```\n");
    assertThat(page.findings(), is(empty()));
    Block block = page.blocks().get(0);
    assertThat(block.line(), is(5));
    assertThat(block.language(), is("console"));
    assertThat(block.lines(), contains("$ ls", "", "a  b"));
    assertThat(
        block.marks(),
        contains(new Mark(3, Mark.Kind.SCENE, "3.2"), new Mark(4, Mark.Kind.TERMINAL, "2")));
  }

  @Test
  void aMarkForThePageMayStandAnywhere() {
    Page page = page("<!-- skips: ^trace: -->\n\nText\n<!-- changes: id \\d+ -->\n");
    assertThat(page.findings(), is(empty()));
    assertThat(page.values(Mark.Kind.SKIPS), contains("^trace:"));
    assertThat(page.values(Mark.Kind.CHANGES), contains("id \\d+"));
  }

  @Test
  void blocksInFoldedAnswersAndListsAreFound() {
    Page page =
        page(
            """
            <details><summary>Answer</summary>

            <!-- terminal: 2 -->
            ```console
            $ ls
            ```

            </details>

            1. One

               ```sh
               ls
               ```
            """);
    assertThat(page.findings(), is(empty()));
    assertThat(page.blocks().get(0).marks().get(0).value(), is("2"));
    assertThat(page.blocks().get(1).indentation(), is("   "));
    assertThat(page.blocks().get(1).lines(), contains("ls"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- scnee: 3.2 -->\n```console\n$ ls\n```\n",
        "<!-- scene 3.2 -->\n```console\n$ ls\n```\n",
        "<!--scene: 3.2-->\n```console\n$ ls\n```\n",
        "<!-- scene: 3.2 -->\n\n```console\n$ ls\n```\n",
        "<!-- scene: 3.2 -->\nText\n",
        "Text <!-- scene: 3.2 -->\n",
        "<details>\n<!-- scene: 3.2 -->\n</details>\n",
        "<!-- scene:\n3.2 -->\n```console\n$ ls\n```\n",
        "```console\n$ ls\n",
        "Text\n\n    indented\n"
      })
  void whatIsNoMarkIsTold(String text) {
    assertThat(page(text).findings().size(), is(1));
  }

  @Test
  void theMessageNamesTheMarksThatThereAre() {
    Finding finding = page("<!-- scnee: 3.2 -->\n").findings().get(0);
    assertThat(finding.toString(), containsString("docs/a.md:1: there is no mark \"scnee\""));
    assertThat(finding.text(), containsString("scene, not run"));
  }

  @Test
  void anchorsAreThoseOfGitHub() {
    Page page =
        page(
            """
            # Phase 3: IPv4 and ICMP
            ## 2.1 `unshare -rn`, and *what* it does
            ## Twice
            ## Twice
            ## Twice
            ## Twice-1
            ## under_score & Ünï 10% "so"
            ## A [link](b.md) (here)
            """);
    assertThat(
        page.headings().stream().map(Heading::anchor).toList(),
        contains(
            "phase-3-ipv4-and-icmp",
            "21-unshare--rn-and-what-it-does",
            "twice",
            "twice-1",
            "twice-2",
            "twice-1-1",
            "under_score--ünï-10-so",
            "a-link-here"));
  }

  @Test
  void linksAreFoundAnywhereButInBlocks() {
    Page page =
        page(
            """
            [a](x.md) and ![b](y.png), <https://example.org>

            | [c](z.md) |
            |---|
            | [d][ref] |

            [ref]: w.md

            ```text
            [no](no.md)
            ```
            """);
    assertThat(
        page.links().stream().map(Link::target).toList(),
        contains("x.md", "y.png", "https://example.org", "z.md", "w.md"));
  }
}
