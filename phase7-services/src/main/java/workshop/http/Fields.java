package workshop.http;

import java.util.ArrayList;
import java.util.List;

/** The fields of a head, in their order. Names may be in upper or lower case. */
public final class Fields {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** Adds a field after the others. */
  public void add(String name, String value) {
    names.add(name);
    values.add(value);
  }

  /** A copy that can be changed. */
  Fields copy() {
    Fields copy = new Fields();
    copy.names.addAll(names);
    copy.values.addAll(values);
    return copy;
  }

  /** How many there are. */
  public int count() {
    return names.size();
  }

  /** The name of a field, counted from 0. */
  public String name(int index) {
    return names.get(index);
  }

  /** The value of a field, counted from 0. */
  public String value(int index) {
    return values.get(index);
  }

  /** The value of the first field with this name; null if there is none. */
  public String first(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The values of all fields with this name, in their order. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(1);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        found.add(values.get(i));
      }
    }
    return found;
  }

  /** Whether a field with a list of words, like Connection, has this word. */
  public boolean hasWord(String name, String word) {
    for (String value : all(name)) {
      for (String one : value.split(",")) {
        if (one.strip().equalsIgnoreCase(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
