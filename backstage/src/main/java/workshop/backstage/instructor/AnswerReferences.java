package workshop.backstage.instructor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import workshop.exercises.Exercise;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Stretch;
import workshop.exercises.Workshop;
import workshop.exercises.Workshop.Place;

/**
 * Which members of other files the answers refer to: the JDK's own compiler knows. It sees the
 * given code and the reference answers of all phases, and no library.
 */
final class AnswerReferences {
  /** What files say that need a library: they do not compile here, and no answer needs them. */
  private static final String NEEDS_A_LIBRARY = "import com.sun.jna.";

  /**
   * A method, a constructor, a field, an enum constant, or a component of a record.
   *
   * @param name with its class, for people
   * @param file from the top of the tree
   * @param from the index of its first line, or of its docstring's, from 0 on
   * @param to the index behind its last line
   */
  record Member(String name, String file, int from, int to) {}

  private static final Comparator<Member> BY_PLACE =
      Comparator.comparing(Member::file).thenComparing(Member::from).thenComparing(Member::name);

  private final Workshop workshop;
  private final Map<ExerciseId, Set<Member>> members = new TreeMap<>();

  /**
   * Resolves them all.
   *
   * @throws Problem if the workshop does not compile
   */
  AnswerReferences(Workshop workshop) {
    this.workshop = workshop;
    List<Path> sources = new ArrayList<>();
    for (Phase phase : workshop.phases()) {
      sources.addAll(Workshop.javaFiles(phase.given()));
      sources.addAll(Workshop.javaFiles(phase.solutions()));
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    List<String> options = List.of("--release", "17", "-proc:none", "-Xmaxerrs", "10000");
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(said, null, StandardCharsets.UTF_8)) {
      files.setLocation(
          StandardLocation.CLASS_PATH, List.of()); // without this, it takes this program's
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      for (Diagnostic<? extends JavaFileObject> diagnostic : said.getDiagnostics()) {
        checkCompiled(diagnostic);
      }
      Map<String, List<Exercise>> exercises =
          workshop.exercises().stream()
              .collect(
                  groupingBy(place -> place.file().name(), mapping(Place::exercise, toList())));
      for (CompilationUnitTree unit : units) {
        List<Exercise> here = exercises.getOrDefault(name(unit.getSourceFile()), List.of());
        new Finder(unit, here, Trees.instance(task)).scan(new TreePath(unit), null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkCompiled(Diagnostic<? extends JavaFileObject> diagnostic) throws IOException {
    JavaFileObject file = diagnostic.getSource();
    boolean matters =
        file == null || !file.getCharContent(true).toString().contains(NEEDS_A_LIBRARY);
    if (diagnostic.getKind() == Diagnostic.Kind.ERROR && matters) {
      throw new Problem(
          "Does not compile: %s:%d: %s"
              .formatted(
                  file == null ? "?" : name(file),
                  diagnostic.getLineNumber(),
                  diagnostic.getMessage(Locale.ROOT)));
    }
  }

  private String name(JavaFileObject file) {
    return workshop.root().toAbsolutePath().relativize(Path.of(file.toUri())).toString();
  }

  /** Those that the answer of this exercise refers to, in the order of their places. */
  Set<Member> of(ExerciseId exercise) {
    return members.getOrDefault(exercise, Set.of());
  }

  private final class Finder extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final List<Exercise> exercises;
    private final Trees trees;

    Finder(CompilationUnitTree unit, List<Exercise> exercises, Trees trees) {
      this.unit = unit;
      this.exercises = exercises;
      this.trees = trees;
    }

    @Override
    public Void scan(Tree tree, Void nothing) {
      for (Exercise exercise : exercises) {
        if (tree != null && isIn(exercise.stretch(), tree)) {
          members
              .computeIfAbsent(exercise.id(), id -> new TreeSet<>(BY_PLACE))
              .addAll(membersOf(trees.getElement(new TreePath(getCurrentPath(), tree))));
        }
      }
      return super.scan(tree, nothing);
    }

    private boolean isIn(Stretch stretch, Tree tree) {
      int line = line(unit, trees.getSourcePositions().getStartPosition(unit, tree));
      return stretch.from() <= line && line < stretch.to();
    }

    private List<Member> membersOf(Element element) {
      boolean isMember =
          element != null
              && (element.getKind().isField()
                  || element.getKind() == ElementKind.METHOD
                  || element.getKind() == ElementKind.CONSTRUCTOR);
      if (!isMember) {
        return List.of();
      }
      Element type = element.getEnclosingElement();
      List<Member> found = new ArrayList<>();
      if (!addWritten(element, found) && type.getKind() == ElementKind.RECORD) {
        // The compiler has made it of the components: a constructor of all, an accessor of one.
        for (Element field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
          boolean meant =
              element.getKind() == ElementKind.CONSTRUCTOR
                  || field.getSimpleName().equals(element.getSimpleName());
          if (meant && !field.getModifiers().contains(Modifier.STATIC)) {
            addWritten(field, found);
          }
        }
      }
      return found;
    }

    /** Adds it if another file has it; returns whether any of our files has it. */
    private boolean addWritten(Element element, List<Member> found) {
      TreePath path = trees.getPath(element);
      if (path == null) {
        return false;
      }
      CompilationUnitTree there = path.getCompilationUnit();
      long start = trees.getSourcePositions().getStartPosition(there, path.getLeaf());
      long end = trees.getSourcePositions().getEndPosition(there, path.getLeaf());
      if (end < 0) {
        return false; // the compiler has made it
      }
      if (there != unit) {
        if (trees.getDocComment(path) != null) {
          start = text(there).lastIndexOf("/**", (int) start);
        }
        String type = element.getEnclosingElement().getSimpleName().toString();
        String name =
            element.getKind() == ElementKind.CONSTRUCTOR
                ? "new " + type
                : type + "." + element.getSimpleName();
        found.add(
            new Member(
                name, name(there.getSourceFile()), line(there, start), line(there, end) + 1));
      }
      return true;
    }

    private static String text(CompilationUnitTree unit) {
      try {
        return unit.getSourceFile().getCharContent(true).toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static int line(CompilationUnitTree unit, long position) {
      return (int) unit.getLineMap().getLineNumber(position) - 1;
    }
  }
}
