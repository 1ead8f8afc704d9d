package workshop.prose;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The prose of a file in Java: docstrings, comments and messages. */
final class JavaProse {
  /** Several words: everything else is a name, a format or a piece of a protocol. */
  private static final Pattern MESSAGE =
      Pattern.compile("(?s).*\\p{L}{2,}[ ,.:]+\\p{L}{2,}[ ,.:]+\\p{L}{2,}.*");

  /** A command, or a pattern. */
  private static final Pattern NO_MESSAGE = Pattern.compile("(?s).*(\\\\| && |\\.\\*|\\^).*");

  private static final Pattern VALUE =
      Pattern.compile("%(?:(?:\\d+\\$)?[-#+0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]|%)");

  private final List<Passage> passages = new ArrayList<>();
  private Passage.Builder passage = new Passage.Builder();

  private JavaProse() {}

  static List<Passage> passages(String source) {
    JavaProse prose = new JavaProse();
    CompilationUnit unit =
        new JavaParser(
                new ParserConfiguration()
                    .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17))
            .parse(source)
            .getResult()
            .orElseThrow();
    prose.readComments(unit);
    prose.readMessages(unit);
    return prose.passages;
  }

  private void readComments(CompilationUnit unit) {
    List<Comment> comments = new ArrayList<>(unit.getAllContainedComments());
    unit.getComment().ifPresent(comments::add);
    comments.sort(Comparator.comparing(comment -> comment.getBegin().orElseThrow()));
    int expected = 0;
    for (Comment comment : comments) {
      int line = comment.getBegin().orElseThrow().line;
      if (!comment.isLineComment() || line != expected) {
        endPassage();
      }
      CommentText.read(comment, this::addLine, this::endPassage);
      expected = comment.getEnd().orElseThrow().line + 1;
    }
    endPassage();
  }

  private void addLine(String words, int line) {
    passage.add(words + " ", line);
  }

  private void endPassage() {
    if (!passage.isEmpty()) {
      passages.add(passage.build());
    }
    passage = new Passage.Builder();
  }

  private void readMessages(CompilationUnit unit) {
    for (Expression expression : unit.findAll(Expression.class)) {
      if (isText(expression) && !isInSum(expression)) {
        read(expression);
        endMessage();
      }
    }
  }

  private static boolean isText(Expression expression) {
    return expression instanceof StringLiteralExpr
        || expression instanceof TextBlockLiteralExpr
        || isSum(expression) && expression.findFirst(StringLiteralExpr.class).isPresent();
  }

  private static boolean isSum(Expression expression) {
    return expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS;
  }

  private static boolean isInSum(Expression expression) {
    return expression
        .getParentNode()
        .filter(parent -> parent instanceof Expression sum && isSum(sum))
        .isPresent();
  }

  private void read(Expression expression) {
    int line = expression.getBegin().orElseThrow().line;
    if (isSum(expression)) {
      read(expression.asBinaryExpr().getLeft());
      read(expression.asBinaryExpr().getRight());
    } else if (expression instanceof TextBlockLiteralExpr block) {
      addMessage(block.asString(), line + 1);
    } else if (expression instanceof StringLiteralExpr literal) {
      addMessage(literal.asString(), line);
    } else {
      passage.add(Passage.CODE, line);
    }
  }

  private void addMessage(String message, int line) {
    for (String words : withoutValues(message).split("(?<=\n)")) {
      if (words.isBlank() || words.startsWith("  ")) {
        endMessage();
      }
      passage.add(CommentText.withoutCode(words), line);
      line++;
    }
  }

  private static String withoutValues(String message) {
    return VALUE
        .matcher(message)
        .replaceAll(
            value ->
                switch (value.group()) {
                  case "%n" -> "\n";
                  case "%%" -> "%";
                  default -> Passage.CODE;
                });
  }

  private void endMessage() {
    Passage message = passage.build();
    passage = new Passage.Builder();
    if (MESSAGE.matcher(message.text()).matches()
        && !NO_MESSAGE.matcher(message.text()).matches()) {
      passages.add(message);
    }
  }
}
