package workshop.backstage.docs.page;

/**
 * Something that is wrong in a page.
 *
 * @param page its path from the top of the tree
 * @param line from 1 on
 * @param text what is wrong; what to do
 */
public record Finding(String page, int line, String text) {
  @Override
  public String toString() {
    return "%s:%d: %s".formatted(page, line, text);
  }
}
