package workshop.testkit;

/** Bytes of a protocol that the kit does not read, or of a fragment. */
public record RawFields(byte[] payload) implements Fields {
  @Override
  public String toString() {
    return payload.length + " bytes";
  }
}
