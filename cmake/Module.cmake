# module(<name> [SEALED] [USES <module>...] [PARTS <part>...])
# A domain folder becomes one library with rooms. Others see only <name>.h, and only if they name
# the module in USES. USES may name only modules declared higher up in src/modules/CMakeLists.txt;
# therefore there can be no cycle. A SEALED module may be used by the app alone.
# PARTS are platform parts that its verbs and pages see besides those every module sees.
set(ROOM_SEES_verbs records)          # <name>*.cc  what the module can do
set(ROOM_SEES_rules base)             # rules*.cc   pure: no database, no web
set(ROOM_SEES_store db)               # store*.cc   the only SQL
set(ROOM_SEES_pages records web page access)  # pages*.cc  the only HTTP
set(ROOM_SEES_views page)             # views*.cc   view structs in, Html out

function(module name)
  cmake_parse_arguments(M "SEALED" "" "USES;PARTS" ${ARGN})
  set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  foreach(file ${name}.h ${name}.cc schema.sql README.md)
    if(NOT EXISTS ${dir}/${file})
      message(FATAL_ERROR "module '${name}': ${file} is missing")
    endif()
  endforeach()
  foreach(used ${M_USES})
    if(NOT TARGET ${used})
      message(FATAL_ERROR "module '${name}' uses '${used}', which is not declared above it")
    endif()
    get_target_property(sealed ${used} SEALED_MODULE)
    if(sealed)
      message(FATAL_ERROR "module '${name}' uses '${used}', which is sealed: only the app may")
    endif()
  endforeach()

  set(door ${CMAKE_BINARY_DIR}/doors/${name})
  file(MAKE_DIRECTORY ${door}/${name})
  file(CREATE_LINK ${dir}/${name}.h ${door}/${name}/${name}.h SYMBOLIC)
  file(GENERATE OUTPUT ${door}/door_check.cc CONTENT "#include \"${name}/${name}.h\"\n")
  embed_schema(${name} ${dir} ${door})

  set(objects)
  foreach(room verbs rules store pages views)
    set(prefix ${room})
    if(room STREQUAL verbs)
      set(prefix ${name})
    endif()
    file(GLOB sources CONFIGURE_DEPENDS ${dir}/${prefix}*.cc)
    list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
    if(room STREQUAL verbs)
      list(APPEND sources ${door}/door_check.cc ${door}/schema.cc)
    endif()
    if(sources)
      add_library(${name}_${room} OBJECT ${sources})
      target_include_directories(${name}_${room} PRIVATE ${door})
      target_precompile_headers(${name}_${room} REUSE_FROM headers)
      target_link_libraries(${name}_${room} PRIVATE base ${ROOM_SEES_${room}} ${M_USES})
      if(room MATCHES "verbs|pages")
        target_link_libraries(${name}_${room} PRIVATE ${M_PARTS})
      endif()
      list(APPEND objects $<TARGET_OBJECTS:${name}_${room}>)
    endif()
  endforeach()
  add_library(${name} STATIC ${objects})
  target_include_directories(${name} INTERFACE ${door})
  target_link_libraries(${name} PUBLIC base PRIVATE records web page access db ${M_USES} ${M_PARTS})
  set_target_properties(${name} PROPERTIES SEALED_MODULE "${M_SEALED}")
  tests_beside(${name} ${dir} "testing;${M_USES};${M_PARTS}")
  set_property(GLOBAL APPEND PROPERTY MODULES ${name})
endfunction()

# schema.sql and migrations/*.sql become <name>::migrations(), in order of their numbers; files named
# after the three stand last. It compiles by itself, so that a program can have its own instead.
function(embed_schema name dir door)
  file(GLOB migrations CONFIGURE_DEPENDS ${dir}/migrations/*.sql)
  list(SORT migrations)
  set(entries "")
  foreach(file ${dir}/schema.sql ${migrations} ${ARGN})
    get_filename_component(step ${file} NAME_WE)
    file(READ ${file} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    string(APPEND entries "      {\"${name}\", \"${step}\", R\"sql(${text})sql\"},\n")
  endforeach()
  file(WRITE ${door}/schema.cc.new
"// Made by module() from schema.sql and migrations/.
#include \"base/migration.h\"
namespace samloft::${name} {
const std::vector<Migration>& migrations();
const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{
${entries}  };
  return all;
}
}  // namespace samloft::${name}
")
  file(COPY_FILE ${door}/schema.cc.new ${door}/schema.cc ONLY_IF_DIFFERENT)
  set_source_files_properties(${door}/schema.cc PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
