<?php // Sets the site up, and prints each user's application password as JSON.
$database = new mysqli('localhost', 'root', '', '', 0, getenv('SITE_SOCKET'));
$database->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('SITE_ADDRESS'), PHP_URL_HOST);
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require getenv('SITE_FOLDER') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() {
    return true;
}
wp_install('Tern & Tide', 'owner', 'owner@tern.example', true, '', 'the password of the owner');
update_option('permalink_structure', '/%postname%/');
update_option('comment_moderation', 0);
update_option('comment_previously_approved', 0);
$users = ['tern' => 'editor', 'otto' => 'author', 'nora' => 'contributor'];
$passwords = [];
foreach ($users as $name => $role) {
    $id = wp_insert_user(['user_login' => $name, 'user_pass' => "the password of $name", 'role' => $role,
                          'user_email' => "$name@tern.example"]);
    [$passwords[$name]] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Waypost']);
}
echo "\n", json_encode($passwords), "\n";
