# Styles, script and font become the library "assets": #include "assets/assets.h".
# Needs node and npm, and python3 with fontTools and brotli; script/install assets fetches what is
# missing, once for each package-lock.json.
find_program(NODE NAMES node nodejs REQUIRED)

set(assets_out ${CMAKE_BINARY_DIR}/assets)
set(assets_door ${CMAKE_BINARY_DIR}/doors/assets)
file(MAKE_DIRECTORY ${assets_out} ${assets_door}/assets)
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/static/assets.h ${assets_door}/assets/assets.h SYMBOLIC)

set(assets_packages ${CMAKE_SOURCE_DIR}/node_modules/.package-lock.json)
add_custom_command(
  OUTPUT ${assets_packages}
  COMMAND ${CMAKE_SOURCE_DIR}/script/install assets
  DEPENDS ${CMAKE_SOURCE_DIR}/package.json ${CMAKE_SOURCE_DIR}/package-lock.json
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  COMMENT "Fetching the front end's build tools"
  VERBATIM)

file(GLOB assets_inputs CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/static/css/*.css
  ${CMAKE_SOURCE_DIR}/static/js/*.js
  ${CMAKE_SOURCE_DIR}/static/js/worker/*.js)
add_custom_command(
  OUTPUT ${assets_out}/assets.S ${assets_out}/assets.cc
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/assets/build.mjs ${assets_out}
  DEPENDS ${assets_packages} ${assets_inputs}
          ${CMAKE_SOURCE_DIR}/tools/assets/build.mjs ${CMAKE_SOURCE_DIR}/tools/assets/font.py
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  COMMENT "Making styles, script and font"
  VERBATIM)

add_library(assets STATIC ${assets_out}/assets.cc ${assets_out}/assets.S)
target_include_directories(assets PUBLIC ${assets_door})
