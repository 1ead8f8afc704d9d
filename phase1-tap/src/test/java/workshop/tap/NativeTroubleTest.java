package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.testkit.Given;

@Given
@Order(13)
@DisplayName("NativeTrouble: why JNA cannot be loaded")
class NativeTroubleTest {
  private static String firstLine(LinkageError error) {
    String told = NativeTrouble.explain(error, "Linux riscv64");
    assertThat("lines of: " + told, told.lines().count(), is(2L));
    return told.lines().findFirst().orElse("");
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource(
      delimiter = '|',
      value = {
        "/home/a b/.cache/JNA/temp/jna68.tmp: /home/a b/.cache/JNA/temp/jna68.tmp: failed to map"
            + " segment from shared object"
            + "|JNA's native part may not be run from /home/a b/.cache/JNA/temp (mounted noexec?).",
        "Failed to create temporary file for /com/sun/jna/linux-x86-64/libjnidispatch.so library:"
            + " No space left on device"
            + "|JNA cannot unpack its native part into a temporary folder.",
        "Native library (com/sun/jna/linux-riscv64/libjnidispatch.so) not found in resource path"
            + " (jna.jar)|JNA has no native part for this system (Linux riscv64).",
        "/tmp/jna11.tmp: cannot open shared object file: No such file or directory (Possible cause:"
            + " can't load AARCH64 .so on a AMD 64 platform)"
            + "|JNA has no native part for this system (Linux riscv64).",
        "/tmp/jna11.tmp: Error loading shared library ld-linux-x86-64.so.2: No such file or"
            + " directory (needed by /tmp/jna11.tmp)"
            + "|JNA's native part needs glibc, and this system has another C library (musl?).",
        "Something else|Cannot load JNA, which calls the C library."
      })
  @DisplayName("each cause has words of its own")
  void causes(String said, String expected) {
    assertThat(firstLine(new UnsatisfiedLinkError(said)), is(expected));
    LinkageError wrapped = new ExceptionInInitializerError(new UnsatisfiedLinkError(said));
    assertThat("as a cause", firstLine(wrapped), is(expected));
  }

  @Test
  @Order(2)
  @DisplayName("a class path without jna.jar")
  void noJar() {
    assertThat(
        firstLine(new NoClassDefFoundError("com/sun/jna/Native")),
        is("JNA, which calls the C library, is not on the class path."));
  }
}
