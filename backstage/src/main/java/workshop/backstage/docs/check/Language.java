package workshop.backstage.docs.check;

import java.util.Arrays;
import java.util.stream.Stream;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Phase;

/** A language that pages are written in, and what the checks of headings look for in it. */
enum Language {
  ENGLISH("", "Phase %d: ", "What you can skip"),
  JAPANESE("ja", "フェーズ %d: ", "読み飛ばしてよいこと");

  private final String folder;
  private final String ending;
  private final String chapterTitle;
  private final String skip;

  /**
   * A language.
   *
   * @param code that of its folder docs/ja and its pages README.ja.md; empty for the first one
   * @param chapterTitle the beginning of the title of each chapter
   * @param skip the title of its section with side remarks
   */
  Language(String code, String chapterTitle, String skip) {
    folder = code.isEmpty() ? "docs/" : "docs/" + code + "/";
    ending = code.isEmpty() ? ".md" : "." + code + ".md";
    this.chapterTitle = chapterTitle;
    this.skip = skip;
  }

  static Stream<Language> all() {
    return Arrays.stream(values());
  }

  /** The language of a page. */
  static Language of(Page page) {
    return all()
        .filter(language -> language != ENGLISH && language.has(page.name()))
        .findFirst()
        .orElse(ENGLISH);
  }

  private boolean has(String page) {
    return page.startsWith(folder) || page.endsWith(ending);
  }

  /** The name of a page or a folder in this language. */
  String translated(String english) {
    return english.startsWith("docs/")
        ? folder + english.substring("docs/".length())
        : english.replaceFirst("\\.md$", ending);
  }

  /** The page of a phase. */
  String chapter(Phase phase) {
    return translated(phase.chapter());
  }

  /** The beginning of the title of a chapter. */
  String chapterTitle(int phase) {
    return chapterTitle.formatted(phase);
  }

  /** A chapter's side remarks: the section has no number, and is the last but one. */
  String skip() {
    return skip;
  }

  /** Whether exercises have the same titles in chapters and in sources. */
  boolean isThatOfSources() {
    return this == ENGLISH;
  }
}
