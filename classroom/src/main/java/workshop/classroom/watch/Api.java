package workshop.classroom.watch;

import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * The part of a class that other classes can see, as a text. As long as it stays the same, the
 * other classes do not have to be compiled again.
 */
final class Api {
  private final StringBuilder text = new StringBuilder();

  private Api() {}

  static String of(TypeElement type) {
    Api api = new Api();
    api.add(type);
    return api.text.toString();
  }

  private void add(Element element) {
    if (element.getModifiers().contains(Modifier.PRIVATE)) {
      return;
    }
    StringJoiner line = new StringJoiner(" ", "", "\n");
    element.getAnnotationMirrors().forEach(annotation -> line.add(annotation.toString()));
    element.getModifiers().forEach(modifier -> line.add(modifier.toString()));
    line.add(element.getKind().toString()).add(element.toString());
    if (element instanceof ExecutableElement method) {
      parameters(line, method.getTypeParameters());
      line.add(method.getReturnType().toString());
      method.getThrownTypes().forEach(thrown -> line.add("throws " + thrown));
      line.add(String.valueOf(method.isVarArgs())).add(String.valueOf(method.getDefaultValue()));
    } else if (element instanceof VariableElement field) {
      // The compiler copies a constant into the classes that use it.
      line.add(field.asType().toString()).add(String.valueOf(field.getConstantValue()));
    } else if (element instanceof TypeElement type) {
      parameters(line, type.getTypeParameters());
      line.add("extends " + type.getSuperclass());
      for (TypeMirror implemented : type.getInterfaces()) {
        line.add("implements " + implemented);
      }
      for (TypeMirror permitted : type.getPermittedSubclasses()) {
        line.add("permits " + permitted);
      }
    }
    text.append(line);
    if (element.getKind().isClass() || element.getKind().isInterface()) {
      for (Element member : element.getEnclosedElements()) {
        if (member.getKind() != ElementKind.STATIC_INIT) {
          add(member);
        }
      }
      text.append("end\n");
    }
  }

  private static void parameters(StringJoiner line, List<? extends TypeParameterElement> all) {
    for (TypeParameterElement parameter : all) {
      line.add("<" + parameter + " " + parameter.getBounds() + ">");
    }
  }
}
