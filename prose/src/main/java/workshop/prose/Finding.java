package workshop.prose;

/**
 * A sentence that breaks a rule.
 *
 * @param file its path from the top of the tree, with slashes
 * @param line of the words, from 1 on
 * @param rule the rule's id
 * @param words that the rule is about
 * @param sentence in which they are
 * @param advice what to write instead
 */
record Finding(String file, int line, String rule, String words, String sentence, String advice) {
  @Override
  public String toString() {
    return "%s:%d: \"%s\" (%s)%n    %s%n    %s"
        .formatted(file, line, words, rule, sentence, advice);
  }
}
