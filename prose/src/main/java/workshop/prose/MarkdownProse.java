package workshop.prose;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The prose of a page in Markdown: paragraphs, headings and the cells of tables. */
final class MarkdownProse extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final List<Passage> passages = new ArrayList<>();
  private Passage.Builder passage = new Passage.Builder();
  private int line;

  private MarkdownProse() {}

  static List<Passage> passages(String page) {
    MarkdownProse prose = new MarkdownProse();
    PARSER.parse(page).accept(prose);
    return prose.passages;
  }

  @Override
  public void visit(Paragraph paragraph) {
    readPassage(paragraph);
  }

  @Override
  public void visit(Heading heading) {
    readPassage(heading);
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableCell) {
      readPassage(node);
    } else {
      visitChildren(node);
    }
  }

  private void readPassage(Node node) {
    passage = new Passage.Builder();
    visitChildren(node);
    if (!passage.isEmpty()) {
      passages.add(passage.build());
    }
  }

  @Override
  public void visit(Text text) {
    add(text, text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    add(code, Passage.CODE);
  }

  /** Its text is most often the title of a section: a name. */
  @Override
  public void visit(Link link) {
    add(link, Passage.CODE);
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    add(lineBreak, " ");
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    add(lineBreak, " ");
  }

  private void add(Node node, String words) {
    if (!node.getSourceSpans().isEmpty()) {
      line = node.getSourceSpans().get(0).getLineIndex() + 1;
    }
    passage.add(words, line);
  }
}
