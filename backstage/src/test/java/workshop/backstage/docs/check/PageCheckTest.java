package workshop.backstage.docs.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.backstage.docs.SampleBook;
import workshop.backstage.docs.page.Finding;

/** Each test breaks one thing in pages where all is right, and wants to hear of that alone. */
class PageCheckTest {
  private static final String CHAPTER = SampleBook.CHAPTER;

  private SampleBook book;

  @BeforeEach
  void makeBook(@TempDir Path folder) {
    book = new SampleBook(folder);
  }

  private List<Finding> findings() {
    return new PageCheck(new Handbook(book.workshop())).run();
  }

  private void assertFinding(String place, String words) {
    List<Finding> findings = findings();
    assertThat(findings.toString(), findings, hasSize(1));
    assertThat(findings.get(0).toString(), startsWith(place + ":"));
    assertThat(findings.get(0).toString(), containsString(words));
  }

  @Test
  void pagesInWhichAllIsRight() {
    PageCheck check = new PageCheck(new Handbook(book.workshop()));
    assertThat(check.run(), is(empty()));
    assertThat(check.summary(), is("3 pages, 2 pieces of code, 5 transcripts, 4 links, 1 diagram"));
  }

  @Test
  void aPageBesideThoseInDocs() {
    book.write("CONTRIBUTING.md", "# Contributing\n\n## 2. Build\n");
    assertFinding("CONTRIBUTING.md:3", "## 1. Build");
  }

  @Test
  void headingsWithoutNumbers() {
    book.write("docs/decisions/01-one.md", "# One\n\n## Context\n");
    book.write("CHANGELOG.md", "# Changes\n\n## [0.1.0] - 2026-11-30\n");
    assertThat(findings(), is(empty()));
  }

  @Test
  void aVersionThatAPageDoesNotName() {
    book.write("pom.xml", "<properties><revision>0.2.0</revision></properties>\n");
    book.write("CHANGELOG.md", "# Changes\n\n## [0.1.0] - 2026-11-30\n");
    book.append("README.md", "\nThis is `v0.2.0`.\n");
    assertFinding("CHANGELOG.md:1", "## [0.2.0]");
  }

  /** The same chapter: its transcripts are run, its title and the exercises' are other words. */
  private void translateChapter() {
    book.write(
        "docs/ja/phase1-sample.md",
        book.read(CHAPTER)
            .replace("# Phase 1: Sample", "# フェーズ 1: 見本")
            .replace("II. The idea", "II. 考え方")
            .replace("1.1 The sum", "1.1 和")
            .replace("../phase1-sample/", "../../phase1-sample/")
            .replace("See [notes](notes.md#11-more)", "[ノート](../notes.md#11-more)"));
    book.write("README.ja.md", "# 見本\n\n## 章\n\n[章](docs/ja/phase1-sample.md)\n");
    book.write("docs/ja/decisions/01-one.md", "# 一\n\n## 問い\n");
  }

  @Test
  void aSecondLanguage() {
    translateChapter();
    assertThat(findings(), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# フェーズ 1: 見本|# Phase 1: 見本|begins with \"フェーズ 1: \"",
        "## II. 考え方|## 考え方|## II. 考え方",
        "## II. 考え方|## 読み飛ばしてよいこと\\n\\n## II. 考え方|before the last section",
        "### 1.2 The difference|### 1.3 The difference|no exercise 1.3",
        "<!-- scene: 1.2 -->|<!-- scene: solutions -->|no test run of the scene \"1.2\"",
      })
  void aMistakeInASecondLanguage(String from, String to, String words) {
    translateChapter();
    book.change("docs/ja/phase1-sample.md", from, lines(to));
    List<Finding> findings = findings();
    assertThat(findings.toString(), containsString(words));
    findings.forEach(finding -> assertThat(finding.page(), is("docs/ja/phase1-sample.md")));
  }

  @Test
  void chaptersOfALanguageHaveTheSameSections() {
    translateChapter();
    book.write("phase2-more/src/solution/java/more/More.java", "package more;\n\nclass More {}\n");
    String text = "# Phase 2: More\n\n## I. What you will be able to do\n\n## II. The idea\n";
    book.write("docs/phase2-more.md", text + "\n## III. The exercises\n");
    book.write("docs/ja/phase2-more.md", text.replace("Phase 2", "フェーズ 2"));
    assertThat(findings().toString(), containsString("docs/ja/phase2-more.md:5: "));
    assertThat(findings().toString(), containsString("\"考え方\""));
  }

  @Test
  void aSourceThatHasChanged() {
    book.change(SampleBook.SOURCE, "ONE = 1;", "ONE = 11;");
    assertFinding(
        CHAPTER + ":" + book.lineOf(CHAPTER, "static final int ONE = 1;"), "run ./workshop docs");
  }

  /** What stands in the chapter, what takes its place, where it is told, and in which words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // marks
        "Given.java#ONE -->|Given.java#UNO -->|#UNO|no \"UNO\"",
        "<!-- code: phase1-sample/src/main/java/sample/Given.java#ONE -->|Text|```java|not cut",
        "<!-- picture: |<!-- pictrue: |<!-- pictrue|no mark \"pictrue\"",
        "<!-- scene: 1.2 -->|<!-- scene: 1.2 -->\\n<!-- code: phase1-sample/src/main/java/sample/Given.java#ONE -->|<!-- scene: 1.2 -->|blocks of java",
        "<!-- scene: 1.2 -->|<!-- scene: 1.2 -->\\n<!-- terminal: two -->|<!-- terminal|number from 1 to 9",
        "<!-- scene: 1.2 -->|<!-- scene: 1.2 -->\\n<!-- typed: Hello -->|<!-- typed|no line of the block",
        "## II. The idea|<!-- changes: (a -->\\n\\n## II. The idea|<!-- changes|no regular expression",
        "```mermaid|```mermiad|```mermiad|no language \"mermiad\"",
        "```mermaid|```|flowchart|no language",
        // transcripts
        "$ echo hello|echo hello|echo hello|nothing runs in terminal 1",
        "$ echo hello\\nhello\\n||```console|empty",
        // links
        "notes.md#11-more|notes.md#11-mroe|notes.md|#11-mroe leads nowhere",
        "notes.md#11-more|nodes.md|nodes.md|docs/nodes.md",
        "(../phase1-sample|(../../phase1-sample|(../../|leads nowhere",
        "Given.java)|Given.java#L3)|Given.java#L3|only pages",
        "#section-3.1|#3.1|#3.1|has not the form",
        "https://www.rfc-editor.org/rfc/rfc791#section-3.1|https://datatracker.ietf.org/doc/html/rfc791|datatracker|has not the form",
        "https://www.rfc-editor.org/rfc/rfc791#section-3.1|http://example.org|http://|write https",
        // headings
        "# Phase 1: Sample|# Sample|# Sample|begins with \"Phase 1: \"",
        "## II. The idea|## The idea|## The idea|## II. The idea",
        "## III. The|## IV. The|## IV. The|## III. The",
        "### II.1 A|### II.2 A|### II.2 A|### II.1 A",
        "### 1.2 The difference|### 1.2 Difference|### 1.2 D|\"The difference\" in phase1-sample",
        "## III. The exercises|## III. The exercises\\n\\n#### Deep|#### Deep|no deeper",
        "## III. The exercises|## III. The exercises\\n\\n# Again|# Again|second title",
        // proofs
        "<!-- scene: 1.2 wrong 1.2-plus -->|<!-- scene: 1.2 wrong 1.1-minus -->|1.2 wrong 1.1-minus|a wrong answer of 1.1",
      })
  void aChapterWithAMistake(String from, String to, String place, String words) {
    book.change(CHAPTER, lines(from), to == null ? "" : lines(to));
    List<Finding> findings = findings();
    assertThat(findings.toString(), containsString(words));
    int line = book.lineOf(CHAPTER, place);
    assertThat(
        findings.toString(),
        findings.stream()
            .anyMatch(
                finding ->
                    finding.page().equals(CHAPTER)
                        && Math.abs(finding.line() - line) <= 1
                        && finding.text().contains(words)));
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.1",
        "1.2 wrong 1.2-gone",
        "1.2 worng 1.2-plus",
        "begin",
        "start wrong 1.2-plus"
      })
  void aSceneThatThereIsNot(String scene) {
    book.append(CHAPTER, "\n<!-- scene: %s -->\n```console\n$ ls\n```\n".formatted(scene));
    assertFinding(CHAPTER + ":" + book.lineOf(CHAPTER, "scene: " + scene), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "1.1", "solutions", "solutions wrong 1.1-minus"})
  void aSceneThatThereIs(String scene) {
    book.append(CHAPTER, "\n<!-- scene: %s -->\n```console\n$ ls\n```\n".formatted(scene));
    assertThat(findings(), is(empty()));
  }

  @Test
  void anExerciseWithoutASection() {
    book.change(CHAPTER, "### 1.2 The difference\n", "");
    assertFinding(CHAPTER, "exercise 1.2 has no section");
  }

  @Test
  void anExerciseWithoutAGreenTestRun() {
    book.change(CHAPTER, "<!-- scene: 1.2 -->\n", "");
    assertFinding(
        CHAPTER + ":" + book.lineOf(CHAPTER, "### 1.2"), "no test run of the scene \"1.2\"");
  }

  @Test
  void anExerciseWithoutARedTestRun() {
    book.change(CHAPTER, "<!-- scene: 1.2 wrong 1.2-plus -->", "<!-- scene: solutions -->");
    assertFinding(
        CHAPTER + ":" + book.lineOf(CHAPTER, "### 1.2"), "no test run of the scene \"1.2 wrong");
  }

  @Test
  void aTestRunThatIsNotRunIsNone() {
    book.change(CHAPTER, "<!-- scene: 1.2 -->", "<!-- scene: 1.2 -->\n<!-- not run: slow -->");
    assertFinding(
        CHAPTER + ":" + book.lineOf(CHAPTER, "### 1.2"), "no test run of the scene \"1.2\"");
  }

  @Test
  void aPhaseWithoutAChapter() {
    book.delete(CHAPTER);
    book.write("README.md", "# Sample\n");
    assertFinding(CHAPTER + ":1", "there is no such page");
  }

  @Test
  void aMessageThatNamesAPageThatThereIsNot() {
    book.change(SampleBook.SOURCE, "/** How long. */", "/** See docs/gone.md. */");
    assertFinding(
        SampleBook.SOURCE + ":" + book.lineOf(SampleBook.SOURCE, "gone"), "no docs/gone.md");
  }

  @Test
  void aLineThatIsTooLong() {
    book.append("docs/notes.md", "\n" + "word ".repeat(21) + "\n");
    assertFinding("docs/notes.md:9", "longer than 100");
  }

  @Test
  void aLineThatIsLongBecauseOfALinkABlockOrATable() {
    String words = "word ".repeat(21);
    book.append("docs/notes.md", "\n" + words + "[a](notes.md)\n");
    book.append("docs/notes.md", "\n```text\n" + words + "\n```\n");
    book.append("docs/notes.md", "\n| a |\n|---|\n| " + words + " |\n");
    assertThat(findings(), is(empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "## 2. Two, ## 3. Two",
    "## 2. Two, ## Two",
    "### 1.1 More, ### 1.2 More",
    "# Notes, Notes"
  })
  void anOtherPageWithAWrongNumber(String from, String to) {
    book.change("docs/notes.md", from, to);
    book.change(CHAPTER, "notes.md#11-more", "notes.md");
    assertFinding("docs/notes.md", "write");
  }

  @Test
  void pagesOfTheHostHaveLinksToo() {
    book.write(".github/request.md", "<!-- A comment -->\n\n[a](../docs/gone.md)\n");
    assertFinding(".github/request.md:3", "docs/gone.md");
  }

  @Test
  void chaptersHaveTheSameSections() {
    book.write("phase2-more/src/solution/java/more/More.java", "package more;\n\nclass More {}\n");
    String text =
        "# Phase 2: More\n\n## I. What you will be able to do\n\n## II. The plan\n\n## III. The exercises\n";
    book.write("docs/phase2-more.md", text);
    assertFinding("docs/phase2-more.md:5", "\"The idea\"");
    book.write(
        "docs/phase2-more.md",
        text.replace("plan", "idea").replace("\n## III. The exercises\n", ""));
    assertFinding("docs/phase2-more.md", "\"III. The exercises\" is missing");
  }

  @Test
  void whatYouCanSkipHasNoNumber() {
    book.change(CHAPTER, "## III. The exercises", "## What you can skip\n\n## III. The exercises");
    assertThat(findings(), is(empty()));
  }

  @Test
  void whatYouCanSkipComesBeforeTheLastSection() {
    book.change(CHAPTER, "## II. The idea", "## What you can skip\n\n## II. The idea");
    assertFinding(
        CHAPTER + ":" + book.lineOf(CHAPTER, "## What you can skip"), "before the last section");
  }
}
