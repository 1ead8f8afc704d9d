package sample;

public class Constants {
  public static int word() {
    return 2;
  }
}
