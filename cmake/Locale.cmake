# locale/*.po become .mo files inside the binary: library `catalogues`.
set(locale_out ${CMAKE_BINARY_DIR}/locale)
set(locale_door ${CMAKE_BINARY_DIR}/doors/catalogues)
file(MAKE_DIRECTORY ${locale_out} ${locale_door}/catalogues)
file(WRITE ${locale_door}/catalogues/catalogues.h.new
"// Made by cmake/Locale.cmake: the compiled catalogues.
#pragma once
#include <string_view>
namespace samloft::catalogues {
std::string_view nynorsk();
std::string_view english();
}  // namespace samloft::catalogues
")
file(COPY_FILE ${locale_door}/catalogues/catalogues.h.new ${locale_door}/catalogues/catalogues.h
     ONLY_IF_DIFFERENT)
file(WRITE ${locale_out}/catalogues.S
".section .rodata
.global samloft_nn, samloft_nn_end, samloft_en, samloft_en_end
samloft_nn: .incbin \"${locale_out}/nn.mo\"
samloft_nn_end:
.balign 16
samloft_en: .incbin \"${locale_out}/en.mo\"
samloft_en_end:
.section .note.GNU-stack,\"\",%progbits
")
file(WRITE ${locale_out}/catalogues.cc
"#include \"catalogues/catalogues.h\"
extern \"C\" const char samloft_nn[], samloft_nn_end[], samloft_en[], samloft_en_end[];
namespace samloft::catalogues {
std::string_view nynorsk() { return {samloft_nn, samloft_nn_end}; }
std::string_view english() { return {samloft_en, samloft_en_end}; }
}  // namespace samloft::catalogues
")
foreach(language nn en)
  add_custom_command(OUTPUT ${locale_out}/${language}.mo
    COMMAND msgfmt -o ${locale_out}/${language}.mo ${CMAKE_SOURCE_DIR}/locale/${language}.po
    DEPENDS ${CMAKE_SOURCE_DIR}/locale/${language}.po VERBATIM)
endforeach()
set_property(SOURCE ${locale_out}/catalogues.S APPEND PROPERTY
  OBJECT_DEPENDS "${locale_out}/nn.mo;${locale_out}/en.mo")
add_library(catalogues STATIC ${locale_out}/catalogues.S ${locale_out}/catalogues.cc)
target_include_directories(catalogues PUBLIC ${locale_door})
